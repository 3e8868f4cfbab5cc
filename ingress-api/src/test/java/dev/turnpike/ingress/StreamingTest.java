package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.SseReader.Frame;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes over a stream, and what becomes of it when things go wrong. */
class StreamingTest {
  private static final String NASTY =
      "data: a\r\nb\nc\rd \uD83D\uDC69\u200D\uD83D\uDE80 \u2028\u2029\u0085 [DONE] \"\\ \t id: 7\n\n:x\n\nevent: y";

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static volatile FakeWorker.Script script = FakeWorker.Stage::started;

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.streams.heartbeat", "200ms",
                "turnpike.ingress.answer-deadline", "4s",
                "server.jetty.connection-idle-timeout", "2s"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> script.play(stage));
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
  void framesFollowTheContract() {
    script = stage -> stage.answer("Hel", "lo");
    try (SseReader stream = stream()) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type"))
          .isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
      List<Frame> frames = stream.rest();

      assertThat(frames).extracting(Frame::type).containsExactly("started", "", "", "completed");
      assertThat(frames).extracting(Frame::content).containsExactly("", "Hel", "lo", "");
      assertThat(frames).extracting(Frame::done).containsExactly(false, false, false, true);
      assertThat(frames)
          .extracting(each -> each.data().path("turn_id").asString())
          .hasSize(4)
          .doesNotContain("");
      assertThat(frames).extracting(Frame::id).doesNotContain("").doesNotHaveDuplicates();
      assertThat(frames.get(2).data().path("seq").asInt()).isEqualTo(1);
      assertThat(frames.getFirst().data().path("simulated").asBoolean()).isTrue();
      assertThat(frames.getLast().data().at("/usage/input_tokens").asInt()).isEqualTo(3);
    }
  }

  @Test
  void anyTextArrivesByteForByte() {
    List<String> pieces =
        NASTY.codePoints().mapToObj(Character::toString).collect(Collectors.toList());
    script = stage -> stage.answer(pieces.toArray(String[]::new));
    try (SseReader stream = stream()) {
      String text = stream.rest().stream().map(Frame::content).collect(Collectors.joining());
      assertThat(text.getBytes(StandardCharsets.UTF_8))
          .isEqualTo(NASTY.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void nothingOfALowerAttemptComesAfterAHigherOne() {
    script =
        stage -> {
          stage.started();
          stage.delta(1, 0, "zom");
          stage.send(2, new Started("sim", true));
          stage.send(2, new Restarted(0, "worker lost"));
          stage.delta(1, 1, "bie");
          stage.delta(2, 0, "alive");
          stage.completed(1);
          stage.completed(2);
        };
    try (SseReader stream = stream()) {
      List<Frame> frames = stream.rest();
      assertThat(frames)
          .extracting(frame -> frame.type() + frame.content())
          .containsExactly(
              "started", "zom", "restarted", "started", "restarted", "alive", "completed");
      assertThat(frames.get(2).data().path("keep_chars").asInt(-1)).isZero();
      assertThat(frames.getLast().type()).isEqualTo("completed");
    }
  }

  @Test
  void reasoningIsNoContent() {
    script =
        stage -> {
          stage.send(1, new Delta(0, "hmm", Channel.REASONING));
          stage.delta(1, 1, "42");
          stage.completed(1);
        };
    try (SseReader stream = stream()) {
      List<Frame> frames = stream.rest();
      assertThat(frames).extracting(Frame::content).containsExactly("", "42", "");
      assertThat(frames.getFirst().data().path("reasoning").asString()).isEqualTo("hmm");
    }
  }

  @Test
  void endsThatAreNoAnswerSayWhy() {
    script = stage -> stage.send(1, new Failed("model_unavailable", "No model answers.", -1));
    try (SseReader stream = stream()) {
      Frame last = stream.rest().getLast();
      assertThat(last.done()).isTrue();
      assertThat(last.type()).isEqualTo("failed");
      assertThat(last.data().at("/error/code").asString()).isEqualTo("model_unavailable");
    }
    Answer failed = ask();
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.body().path("code").asString()).isEqualTo("model_unavailable");
    assertThat(failed.body().path("turn_id").asString()).isNotEmpty();

    script = stage -> stage.send(1, new Cancelled("asked for", -1));
    try (SseReader stream = stream()) {
      assertThat(stream.rest().getLast().type()).isEqualTo("cancelled");
    }
    assertThat(ask().status()).isEqualTo(409);
  }

  @Test
  void aWaitThatTakesTooLongEndsWithTheTurnsId() {
    script = FakeWorker.Stage::started;
    Answer late = ask();
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.body().path("turn_id").asString())
        .isEqualTo(worker.commandsOf(visitor.sessionId()).getFirst().getTurnId().toString());
  }

  @Test
  void aWaitMayTakeLongerThanAConnectionMayIdle() {
    script =
        stage -> {
          stage.store("completed", "late");
          completeAfter(stage, 3_000);
        };
    assertThat(ask().status()).isEqualTo(200);
  }

  @Test
  void anIdleStreamIsKeptAliveByComments() {
    script =
        stage -> {
          stage.started();
          completeAfter(stage, 2_500);
        };
    try (SseReader stream = stream()) {
      assertThat(stream.rest()).extracting(Frame::type).containsExactly("started", "completed");
      assertThat(stream.comments()).isBetween(3, 15);
    }
  }

  @Test
  void aClientThatIsGoneIsNoticed() throws Exception {
    script = FakeWorker.Stage::started;
    double before = openReplies();
    try (Socket socket = RawClient.stream(ingress, visitor.sessionToken(), "slow")) {
      await().until(() -> openReplies() == before + 1);
      assertThat(socket.isConnected()).isTrue();
    }
    await().until(() -> openReplies() == before);
  }

  @Test
  void manyTurnsAtOnceEachGetTheirOwn() {
    script = stage -> stage.answer(stage.text());
    List<SseReader> streams =
        IntStream.range(0, 50)
            .mapToObj(i -> api.stream(api.visitor().sessionToken(), ApiClient.message("turn " + i)))
            .toList();
    for (int i = 0; i < streams.size(); i++) {
      try (SseReader stream = streams.get(i)) {
        assertThat(stream.rest()).extracting(Frame::content).containsExactly("", "turn " + i, "");
      }
    }
  }

  @Test
  void aNodeThatStopsTellsItsClients() {
    script = FakeWorker.Stage::started;
    RunningIngress other = RunningIngress.start(Map.of());
    ApiClient client = other.client();
    String token = client.visitor().sessionToken();
    try (SseReader stream = client.stream(token, ApiClient.message("hello"))) {
      assertThat(stream.status()).isEqualTo(200);
      long start = System.nanoTime();
      other.close();
      Frame last = stream.rest().getLast();
      assertThat(last.done()).isFalse(); // The turn goes on.
      assertThat(last.type()).isEqualTo("detached");
      assertThat(last.data().at("/error/code").asString()).isEqualTo("node_stopping");
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  private SseReader stream() {
    return api.stream(visitor.sessionToken(), ApiClient.message("hello"));
  }

  private Answer ask() {
    return api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("hello"));
  }

  private static double openReplies() {
    return ingress.bean(MeterRegistry.class).get("turnpike.streams.open").gauge().value();
  }

  private static void completeAfter(FakeWorker.Stage stage, int millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
        .execute(() -> stage.completed(1));
  }
}
