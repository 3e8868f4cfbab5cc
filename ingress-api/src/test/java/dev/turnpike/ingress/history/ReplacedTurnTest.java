package dev.turnpike.ingress.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Asking in the place of an earlier turn: what the log gets, and what is refused. */
class ReplacedTurnTest {
  private static final String CHAT = "/api/v1/chatbot/chat";
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              switch (stage.text()) {
                case "wait" -> {}
                case "run" -> {
                  stage.claim();
                  stage.started();
                }
                default -> stage.answer("Well.");
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
  void aTurnThatHasEndedIsReplacedAtOnce() {
    String first = begin("Hello");
    Answer answer = ask(CHAT, "Again", first);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    List<TurnCommand> commands = worker.commandsOf(visitor.sessionId());
    assertThat(commands).hasSize(2);
    assertThat(replaced(commands.getLast())).isEqualTo(UUID.fromString(first));
    assertThat(replaced(commands.getFirst())).isNull();
  }

  @Test
  void aStreamMayReplaceToo() {
    String first = begin("Hello");
    try (var stream = api.stream(visitor.sessionToken(), body("Again", first, null))) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Location")).startsWith("/api/v1/turns/");
    }
    await()
        .until(() -> replaced(worker.commandsOf(visitor.sessionId()).getLast()), Objects::nonNull);
    try (var stream = api.stream(visitor.sessionToken(), body("x", "" + new UUID(0, 1), null))) {
      assertThat(stream.status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "wait"})
  void whatHasNotEndedIsCancelledFirst(String text) {
    String first = begin(text);
    String second = begin("wait");
    String third = begin("Meanwhile");

    Answer answer = ask(CHAT, "Again", first);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    List<TurnCommand> commands = worker.commandsOf(visitor.sessionId());
    assertThat(replaced(commands.getLast())).isEqualTo(UUID.fromString(first));
    assertThat(commands)
        .filteredOn(command -> command.getBody() instanceof CancelTurn)
        .extracting(command -> command.getTurnId().toString())
        .containsExactlyInAnyOrder(first, second)
        .doesNotContain(third);
  }

  @Test
  void itMustBeATurnOfTheSession() {
    Visitor other = api.visitor();
    String foreign =
        api.postJson(CHAT, other.sessionToken(), ApiClient.message("Mine")).status() == 200
            ? worker.commandsOf(other.sessionId()).getFirst().getTurnId().toString()
            : "";
    for (String turn : List.of(foreign, UUID.randomUUID().toString())) {
      Answer answer = ask(CHAT, "Again", turn);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.field()).isEqualTo("replaces");
    }
    assertThat(worker.commandsOf(visitor.sessionId())).isEmpty();
  }

  @Test
  void itMustBeInTheHistory() throws SQLException {
    String first = begin("Hello");
    String heir = UUID.randomUUID().toString();
    supersede(first, heir);
    Answer superseded = ask(CHAT, "Again", first);
    assertThat(superseded.status()).isEqualTo(409);
    assertThat(superseded.body().path("code").asString()).isEqualTo("turn_superseded");
    assertThat(superseded.body().path("superseded_by").asString()).isEqualTo(heir);

    execute("delete from agent.session_turns where turn_id = '%s'".formatted(first));
    Answer forgotten = ask(CHAT, "Again", first);
    assertThat(forgotten.status()).isEqualTo(409);
    assertThat(forgotten.body().path("code").asString()).isEqualTo("turn_not_in_history");
  }

  @Test
  void whatIsReplacedIsNotShownUnlessAskedFor() throws SQLException {
    String first = begin("Hello");
    String second = begin("Again");
    supersede(first, second);
    String path = "/api/v1/auth/session/%s/turns".formatted(visitor.sessionId());
    assertThat(api.get(path, visitor.userToken()).body().path("turns")).hasSize(1);
    var all = api.get(path + "?superseded=true", visitor.userToken()).body();
    assertThat(all.path("turns")).hasSize(2);
    assertThat(all.at("/turns/0/superseded_by").asString()).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0190b0a0-0000-7000-8000-00000000000g"})
  void itIsAnId(String turn) {
    Answer answer = ask(CHAT, "Again", turn);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo("replaces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reject", "interrupt", "rollback"})
  void busySessionsAreNoMatterOfIt(String onBusy) {
    String body = body("Again", UUID.randomUUID().toString(), onBusy);
    Answer answer = api.postJson(CHAT, visitor.sessionToken(), body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo("on_busy");
  }

  private String begin(String text) {
    int before = worker.commandsOf(visitor.sessionId()).size();
    try (var stream = api.stream(visitor.sessionToken(), ApiClient.message(text))) {
      assertThat(stream.status()).isEqualTo(200);
    }
    await().until(() -> worker.commandsOf(visitor.sessionId()).size() > before);
    String turn = worker.commandsOf(visitor.sessionId()).getLast().getTurnId().toString();
    String path = "/api/v1/auth/session/%s/turns?limit=1".formatted(visitor.sessionId());
    String status =
        switch (text) {
          case "wait" -> "accepted";
          case "run" -> "running";
          default -> "completed";
        };
    await()
        .until(
            () -> {
              var newest = api.get(path, visitor.userToken()).body();
              return newest.at("/turns/0/status").asString("").equals(status)
                  || (!status.equals("accepted")
                      && api.get("/api/v1/turns/" + turn, visitor.userToken())
                          .body()
                          .path("status")
                          .asString("")
                          .equals(status));
            });
    return turn;
  }

  private Answer ask(String path, String text, String replaces) {
    return api.postJson(path, visitor.sessionToken(), body(text, replaces, null));
  }

  private static String body(String text, String replaces, @Nullable String onBusy) {
    var message = List.of(Map.of("role", "user", "content", text));
    return new JsonMapper()
        .writeValueAsString(
            onBusy == null
                ? Map.of("messages", message, "replaces", replaces)
                : Map.of("messages", message, "replaces", replaces, "on_busy", onBusy));
  }

  private static @Nullable UUID replaced(TurnCommand command) {
    return command.getBody() instanceof StartTurn start ? start.getReplaces() : null;
  }

  private static void supersede(String turn, String heir) throws SQLException {
    execute(
        "update agent.session_turns set superseded_by = '%s' where turn_id = '%s'"
            .formatted(heir, turn));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
