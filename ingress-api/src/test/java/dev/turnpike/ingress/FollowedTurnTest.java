package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Completed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.SseReader.Frame;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that are followed from anywhere, by anyone who may, on any node. */
class FollowedTurnTest {
  private static final String[] PIECES = {
    "data: \r\n", "\uD83D\uDE80", "\u2028", "[DONE]", "é", ""
  };
  private static final String ANSWER = String.join("", PIECES);

  private static RunningIngress ingress;
  private static RunningIngress otherNode;
  private static FakeWorker worker;
  private static volatile FakeWorker.Script script = FakeWorker.Stage::started;

  private final CountDownLatch held = new CountDownLatch(1);
  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    otherNode = another("ingress-1");
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> script.play(stage));
  }

  @AfterAll
  static void stop() {
    worker.close();
    otherNode.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = ingress.client().visitor();
  }

  @Test
  void anEndedTurnGoesOnBehindAnyOfItsFramesOnAnyNode() {
    script = stage -> stage.answer(PIECES);
    List<Frame> frames;
    try (SseReader stream = ask()) {
      frames = stream.rest();
    }
    String turn = turnOf(frames.getFirst());
    assertThat(text(frames)).isEqualTo(ANSWER);
    for (RunningIngress node : List.of(ingress, otherNode)) {
      assertThat(follow(node, turn, null)).isEqualTo(frames);
      for (int seen = 0; seen < frames.size() - 1; seen++) {
        assertThat(follow(node, turn, frames.get(seen).id()))
            .isEqualTo(frames.subList(seen + 1, frames.size()));
      }
      assertThat(follow(node, turn, frames.getLast().id())).containsExactly(frames.getLast());
    }
    String address =
        "/api/v1/turns/%s/stream?cursor=%s".formatted(turn, frames.get(frames.size() - 2).id());
    assertThat(otherNode.client().get(address, visitor.userToken()).raw().body())
        .contains("completed")
        .contains("retry: 1000");
  }

  @Test
  void aRunningTurnIsFollowedFromWhereverItIs() {
    script =
        stage -> {
          stage.claim();
          stage.started();
          stage.delta(1, 0, "zom");
          hold();
          stage.send(2, new Started("sim", true));
          stage.send(2, new Restarted(0, "attempt 2"));
          stage.delta(1, 1, "bie");
          stage.delta(2, 0, "alive");
          stage.store("completed", "alive");
          stage.completed(2);
        };
    try (SseReader stream = ask()) {
      Frame first = stream.next().orElseThrow();
      Frame second = stream.next().orElseThrow();
      try (SseReader late = otherNode.client().follow(visitor.userToken(), turnOf(first), null);
          SseReader back =
              otherNode.client().follow(visitor.sessionToken(), turnOf(first), second.id())) {
        assertThat(late.next().orElseThrow()).isEqualTo(first);
        held.countDown();
        assertThat(text(late.rest())).isEqualTo("alive");
        assertThat(text(back.rest())).isEqualTo("alive");
      }
      assertThat(text(stream.rest())).isEqualTo("alive");
    }
  }

  @Test
  void aTurnThatWaitsIsFollowedFromItsBeginning() {
    script = stage -> hold();
    String turn;
    try (SseReader _ = ask()) {
      await().until(() -> worker.commandsOf(visitor.sessionId()).size() == 1);
      turn = worker.commandsOf(visitor.sessionId()).getFirst().getTurnId().toString();
    }
    script = stage -> stage.answer("nothing to do with it");
    try (SseReader stream = otherNode.client().follow(visitor.sessionToken(), turn, null)) {
      assertThat(stream.status()).isEqualTo(200);
      worker.stage(turn).answer("late");
      assertThat(text(stream.rest())).isEqualTo("late");
    } finally {
      held.countDown();
    }
  }

  @Test
  void whatIsMissingInTheLogIsMended() {
    script =
        stage -> {
          stage.started();
          stage.delta(1, 0, "Hel");
          stage.delta(1, 2, "!");
          stage.store("completed", "Hello!");
          stage.send(
              1, new Completed("stop", "sim", true, new Usage(3L, 0L, 2L, 0L, false, null), 6));
        };
    try (SseReader stream = ask()) {
      assertThat(text(stream.rest())).isEqualTo("Hello!");
    }
  }

  @Test
  void whenTheLogHasNothingMoreTheStoredAnswerIsTold() throws Exception {
    script = stage -> stage.answer(PIECES);
    List<Frame> frames;
    try (SseReader stream = ask()) {
      frames = stream.rest();
    }
    String turn = turnOf(frames.getFirst());
    forget(Cursor.decode(frames.getFirst().id()).orElseThrow().mailbox());
    for (@Nullable String cursor : new @Nullable String[] {null, frames.get(2).id()}) {
      List<Frame> replayed = follow(otherNode, turn, cursor);
      assertThat(text(replayed)).isEqualTo(ANSWER);
      assertThat(replayed.getLast().type()).isEqualTo("completed");
      assertThat(replayed.getFirst().type()).isEqualTo(cursor == null ? "started" : "restarted");
    }
  }

  @Test
  void whatIsNotTheCallersIsNotThere() {
    script = stage -> stage.answer("mine");
    String turn;
    String cursor;
    try (SseReader stream = ask()) {
      Frame first = stream.next().orElseThrow();
      turn = turnOf(first);
      cursor = first.id();
      stream.rest();
    }
    Visitor stranger = ingress.client().visitor();
    String theirs;
    try (SseReader stream =
        ingress.client().stream(stranger.sessionToken(), ApiClient.message("hello"))) {
      theirs = turnOf(stream.next().orElseThrow());
      stream.rest();
    }
    assertRefused(404, "not_found", stranger.userToken(), turn, cursor);
    assertRefused(404, "not_found", visitor.userToken(), "no-id", null);
    assertRefused(400, "invalid_cursor", stranger.userToken(), theirs, cursor);
    assertRefused(400, "invalid_cursor", visitor.userToken(), turn, "AQ");
    Cursor real = Cursor.decode(cursor).orElseThrow();
    String elsewhere = new Cursor(real.mailbox() + 1, real.offset(), 0).encode();
    assertRefused(400, "invalid_cursor", visitor.userToken(), turn, elsewhere);
    String never = new Cursor(real.mailbox(), real.offset() + 1_000_000, 0).encode();
    assertRefused(400, "invalid_cursor", visitor.userToken(), turn, never);
  }

  @Test
  void manyFollowOneTurn() {
    script =
        stage -> {
          stage.claim();
          stage.started();
          hold();
          IntStream.range(0, 200).forEach(i -> stage.delta(1, i, "piece " + i));
          stage.store("completed", "");
          stage.completed(1);
        };
    String expected =
        IntStream.range(0, 200).mapToObj(i -> "piece " + i).collect(Collectors.joining());
    try (SseReader stream = ask()) {
      String turn = turnOf(stream.next().orElseThrow());
      List<SseReader> followers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        RunningIngress node = i % 2 == 0 ? ingress : otherNode;
        followers.add(node.client().follow(visitor.userToken(), turn, null));
      }
      held.countDown();
      for (SseReader follower : followers) {
        try (follower) {
          assertThat(text(follower.rest())).isEqualTo(expected);
        }
      }
      assertThat(text(stream.rest())).isEqualTo(expected);
    }
  }

  @Test
  void aNodeThatStopsLosesNothing() {
    script =
        stage -> {
          stage.claim();
          stage.started();
          stage.delta(1, 0, "before, ");
          hold();
          stage.delta(1, 1, "after");
          stage.store("completed", "before, after");
          stage.completed(1);
        };
    RunningIngress third = another("ingress-2");
    // On a busy machine it reads its mailboxes, or sees Kafka and the database, only after a while.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> third.client().get("/health/readiness", null).status() == 200);
    try (SseReader stream =
        third.client().stream(visitor.sessionToken(), ApiClient.message("hello"))) {
      stream.next();
      Frame seen = stream.next().orElseThrow();
      third.close();
      assertThat(stream.rest()).extracting(Frame::type).containsExactly("detached");
      held.countDown();
      List<Frame> all = new ArrayList<>(List.of(seen));
      all.addAll(follow(otherNode, turnOf(seen), seen.id()));
      assertThat(text(all)).isEqualTo("before, after");
    }
  }

  private SseReader ask() {
    return ingress.client().stream(visitor.sessionToken(), ApiClient.message("hello"));
  }

  private List<Frame> follow(RunningIngress node, String turn, @Nullable String cursor) {
    try (SseReader stream = node.client().follow(visitor.sessionToken(), turn, cursor)) {
      assertThat(stream.status()).isEqualTo(200);
      return stream.rest();
    }
  }

  private static void assertRefused(
      int status, String code, String token, String turn, @Nullable String cursor) {
    try (SseReader stream = otherNode.client().follow(token, turn, cursor)) {
      assertThat(stream.status()).isEqualTo(status);
      assertThat(stream.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(stream.text()).contains("\"code\":\"" + code + "\"");
    }
  }

  /** What the frames leave, by their own rules. */
  private static String text(List<Frame> frames) {
    StringBuilder text = new StringBuilder();
    for (Frame frame : frames) {
      if (frame.type().equals("restarted")) {
        text.setLength(Math.min(text.length(), frame.data().path("keep_chars").asInt()));
      }
      text.append(frame.content());
    }
    assertThat(frames.getLast().done()).isTrue();
    return text.toString();
  }

  private static String turnOf(Frame frame) {
    return frame.data().path("turn_id").asString();
  }

  private void hold() {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RunningIngress another(String name) {
    return RunningIngress.start(
        TestPlatform.shared().bootstrapServers(),
        ingress.database(),
        Map.of("turnpike.ingress.mailboxes.node-id", name));
  }

  /** The log loses all that a mailbox has. */
  private static void forget(int mailbox) throws Exception {
    TopicPartition partition = new TopicPartition(Topics.CHAT_REPLIES.name(), mailbox);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers()))) {
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end))).all().get();
    }
  }
}
