package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.SseReader.Frame;
import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What a turn does to those of its session that have not ended. */
class BusySessionTest {
  private static final String CHAT = "/api/v1/chatbot/chat";

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.busy-patience", "1s"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              switch (stage.text()) {
                case "wait" -> stage.started();
                case "silence" -> {}
                default -> stage.answer("done");
              }
            });
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = api.visitor();
  }

  @Test
  void aTurnThatIsNotToWaitIsRefusedBeforeItsStreamBegins() {
    try (SseReader first = stream("wait", "enqueue");
        SseReader second = stream("hello", "reject")) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
      assertBusy(second.text());
    }
  }

  @Test
  void aTurnThatIsNotToWaitIsRefusedWithoutAStreamToo() {
    try (SseReader _ = stream("wait", "enqueue")) {
      Answer second = api.postJson(CHAT, visitor.sessionToken(), body("hello", "reject"));
      assertThat(second.status()).isEqualTo(409);
      assertBusy(second.raw().body());
    }
  }

  @Test
  void anIdleSessionRefusesNothing() {
    for (int i = 0; i < 2; i++) {
      try (SseReader stream = stream("hello", "reject")) {
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.rest()).extracting(Frame::content).containsExactly("", "done", "");
      }
    }
    assertThat(api.postJson(CHAT, visitor.sessionToken(), body("hello", "reject")).status())
        .isEqualTo(200);
  }

  @Test
  void ofManyAtOnceOneIsTaken() {
    List<CompletableFuture<SseReader>> streams =
        IntStream.range(0, 8)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> stream("wait", "reject")))
            .toList();
    assertThat(streams)
        .extracting(each -> each.join().status())
        .containsOnlyOnce(200)
        .containsOnly(200, 409);
    streams.forEach(each -> each.join().close());
  }

  @Test
  void whoHearsNothingIsNotRefused() {
    long start = System.nanoTime();
    try (SseReader stream = stream("silence", "reject")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }
  }

  @Test
  void whoWouldBeToldTooLateHearsItInTheStream() {
    try (SseReader stream = stream("silence", "reject")) {
      worker.failLast(visitor.sessionId(), "session_busy");
      Frame last = stream.rest().getLast();
      assertThat(last.data().at("/error/code").asString()).isEqualTo("session_busy");
    }
  }

  @ParameterizedTest
  @EnumSource(value = OnBusy.class, names = "ENQUEUE", mode = EnumSource.Mode.EXCLUDE)
  void theDecisionStandsRightBeforeTheTurn(OnBusy onBusy) {
    try (SseReader stream = stream("hello", onBusy.name().toLowerCase(Locale.ROOT))) {
      assertThat(stream.rest()).isNotEmpty();
    }
    List<TurnCommand> commands = worker.commandsOf(visitor.sessionId());
    assertThat(commands).hasSize(2);
    TurnCommand resolve = commands.getFirst();
    TurnCommand start = commands.getLast();
    assertThat(((ResolveBusy) resolve.getBody()).getOnBusy()).isEqualTo(onBusy);
    assertThat(((StartTurn) start.getBody()).getOnBusy()).isEqualTo(onBusy);
    assertThat(((ResolveBusy) resolve.getBody()).getMailbox())
        .isEqualTo(((StartTurn) start.getBody()).getMailbox());
    assertThat(TurnCommand.newBuilder(resolve).setBody(start.getBody()).build()).isEqualTo(start);
  }

  @Test
  void byDefaultItWaits() {
    assertThat(api.postJson(CHAT, visitor.sessionToken(), ApiClient.message("hello")).status())
        .isEqualTo(200);
    TurnCommand only = worker.commandsOf(visitor.sessionId()).getFirst();
    assertThat(((StartTurn) only.getBody()).getOnBusy()).isEqualTo(OnBusy.ENQUEUE);
  }

  @Test
  void anInterruptedTurnIsToldWhoseListenersAreThere() {
    try (SseReader first = stream("wait", "enqueue");
        SseReader second = stream("hello", "interrupt")) {
      assertThat(first.rest().getLast().type()).isEqualTo("cancelled");
      assertThat(second.rest().getLast().type()).isEqualTo("completed");
    }
  }

  @ParameterizedTest
  @CsvSource({"'\"REJECT\"'", "'\"\"'", "'\"later\"'", "7", "true", "'[\"reject\"]'"})
  void aChoiceThatIsNoneIsNamedWithThoseThatAre(String choice) {
    String body =
        """
        {"messages": [{"role": "user", "content": "x"}], "on_busy": %s}
        """
            .formatted(choice);
    for (String path : List.of(CHAT, CHAT + "/stream")) {
      Answer answer = api.postJson(path, visitor.sessionToken(), body);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.field()).isEqualTo("on_busy");
      if (choice.startsWith("\"")) {
        assertThat(answer.body().at("/errors/0/message").asString())
            .isEqualTo("must be enqueue, reject, interrupt or rollback");
      }
    }
    assertThat(worker.commandsOf(visitor.sessionId())).isEmpty();
  }

  @Test
  void aNodeThatStopsRefusesNobody() {
    RunningIngress other = RunningIngress.start(Map.of("turnpike.ingress.busy-patience", "1m"));
    ApiClient client = other.client();
    String token = client.visitor().sessionToken();
    CompletableFuture<SseReader> held =
        CompletableFuture.supplyAsync(() -> client.stream(token, body("silence", "reject")));
    await().until(() -> !worker.commands().isEmpty() && silenced(token));
    other.close();
    try (SseReader stream = held.join()) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.rest().getLast().data().at("/error/code").asString())
          .isEqualTo("node_stopping");
    }
  }

  private static boolean silenced(String token) {
    return worker.commandsOf(ApiClient.sessionOf(token)).size() == 2;
  }

  private static void assertBusy(String problem) {
    var body = new JsonMapper().readTree(problem);
    assertThat(body.path("code").asString()).isEqualTo("session_busy");
    assertThat(body.path("detail").asString()).contains("cancel", "on_busy");
    assertThat(body.path("turn_id").asString()).isNotEmpty();
  }

  private SseReader stream(String text, String onBusy) {
    return api.stream(visitor.sessionToken(), body(text, onBusy));
  }

  private static String body(String text, String onBusy) {
    return ApiClient.message(text, onBusy);
  }
}
