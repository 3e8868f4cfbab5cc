package dev.turnpike.ingress.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.follow.TurnWatcher.Closing;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.stream.TestStreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnStreamTest {
  private final FakeTurn turn = new FakeTurn();
  private final Words words = new Words();

  @Test
  void bringsATurnFromItsBeginningToItsEnd() {
    FakeClient client = client();
    client.open(client.stream().resume(turn.beginning(), null));
    say(1, started(), delta(0, "Hel"));
    await().until(() -> client.text().equals("[opening][started]Hel@3"));
    say(1, delta(1, "lo"), end(5));
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).isEqualTo("[opening][started]Hel@3lo@5[end]");
    assertThat(turn.open()).isZero();
  }

  @Test
  void goesOnBehindACursor() {
    say(1, started(), delta(0, "Hel"), delta(1, "lo"), end(5));
    assertThat(resumed(cursor(1, 3))).isEqualTo("[opening]lo@5[end]");
  }

  @Test
  void tellsTheEndAgainToWhoComesAfterIt() {
    say(1, started(), delta(0, "Hello"), end(5));
    assertThat(resumed(cursor(2, 5))).isEqualTo("[opening][end]");
  }

  @Test
  void aNewAttemptVoidsTheText() {
    say(1, started(), delta(0, "zom"));
    say(2, started(), new Restarted(0, "attempt 2"), delta(0, "live"), end(4));
    assertThat(resumed(null))
        .isEqualTo("[opening][started]zom@3[keep 0][started][keep 0]live@4[end]");
  }

  @Test
  void nothingOfALowerAttemptComesAfterACursor() {
    say(1, started(), delta(0, "zom"));
    say(2, started(), delta(0, "live"));
    say(1, delta(1, "bie"), end(6));
    say(2, end(4));
    assertThat(resumed(cursor(1, 3))).isEqualTo("[opening][keep 0][started]live@4[end]");
  }

  @Test
  void whereSomethingIsMissingTheStoredAnswerTakesItsPlace() {
    say(1, started(), delta(0, "Hel"), delta(2, "!"));
    turn.store(stored("Hello!"));
    say(1, end(-1));
    assertThat(resumed(null)).isEqualTo("[opening][started]Hel@3[keep 0][started]Hello!@6[end]");
  }

  @Test
  void soItIsWhenTheEndCountsMore() {
    say(1, started(), delta(0, "Hel"));
    turn.store(stored("Hello"));
    say(1, end(5));
    assertThat(resumed(null)).isEqualTo("[opening][started]Hel@3[keep 0][started]Hello@5[end]");
  }

  @Test
  void aHoleInWhatIsVoidHarmsNobody() {
    say(1, started(), delta(5, "lost"), new Restarted(0, ""), delta(0, "fine"), end(-1));
    assertThat(resumed(null)).isEqualTo("[opening][started][keep 0]fine@4[end]");
  }

  @Test
  void withoutAStoredAnswerWhatThereIsMustDo() {
    say(1, started(), delta(0, "Hel"), end(5));
    assertThat(resumed(null)).isEqualTo("[opening][started]Hel@3[end]");
  }

  @Test
  void whatTheLogNoLongerHoldsIsReplayed() {
    turn.lose(Lost.GONE);
    turn.store(stored("Hello"));
    assertThat(resumed(cursor(1, 3))).isEqualTo("[opening][keep 0][started]Hello@5[end]");
    assertThat(resumed(null)).isEqualTo("[opening][started]Hello[end]");
  }

  @Test
  void anEndedTurnCanBeReplayedWithoutTheLog() {
    turn.store(stored("Hello"));
    FakeClient client = client();
    client.open(client.stream().replay(null));
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).isEqualTo("[opening][started]Hello[end]");
    assertThat(turn.subscriptions()).isZero();
  }

  @Test
  void aReplayBehindACursorVoidsWhatTheClientHas() {
    turn.store(stored("Hello"));
    FakeClient client = client();
    client.open(client.stream().replay(cursor(1, 3)));
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).contains("[keep 0]").endsWith("Hello[end]");
  }

  @Test
  void anEndThatTheLogHasLostIsAskedFor() {
    say(1, started(), delta(0, "Hel"));
    FakeClient client = client();
    client.open(client.stream().resume(turn.beginning(), null));
    await().until(() -> client.text().endsWith("Hel@3"));
    for (int i = 0; i < 8; i++) {
      client.stream().quiet();
    }
    assertThat(client.text()).endsWith("Hel@3");
    turn.store(stored("Hello"));
    for (int i = 0; i < 4; i++) {
      client.stream().quiet();
    }
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).contains("[keep 0]").endsWith("Hello@5[end]");
  }

  @Test
  void aSlowClientGetsTheRestFromTheLog() {
    FakeClient client = client();
    client.response().block();
    client.open(client.stream().resume(turn.beginning(), null));
    String piece = "x".repeat(100);
    StringBuilder expected = new StringBuilder("[opening][started]");
    say(1, started());
    for (int i = 0; i < 50; i++) {
      say(1, delta(i, piece));
      expected.append(piece).append('@').append(100 * (i + 1));
    }
    say(1, end(5_000));
    client.response().awaitBlocked();
    await().until(() -> turn.refusals() == 1);
    assertThat(turn.subscriptions()).isEqualTo(1);
    client.response().release();
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).isEqualTo(expected + "[end]");
    assertThat(turn.subscriptions()).isGreaterThan(3);
    await().until(() -> turn.open() == 0);
  }

  @Test
  void aSlowClientGetsTheWholeStoredAnswerToo() {
    String answer = "0123456789".repeat(10_000);
    turn.store(stored(answer));
    FakeClient client = client();
    client.open(client.stream().replay(null));
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).isEqualTo("[opening][started]" + answer + "[end]");
  }

  @Test
  void aCursorOfAnotherTurnIsRefused() {
    turn.skip();
    say(1, started());
    FakeClient client = client();
    assertThat(client.open(client.stream().resume(turn.beginning(), cursor(0, 0))))
        .isEqualTo("invalid_cursor");
    assertThat(client.awaitClosing()).isEqualTo(Closing.DETACHED);
    assertThat(client.response().getStatus()).isEqualTo(400);
    await().until(() -> turn.open() == 0);
  }

  @Test
  void anOutageRefusesBeforeTheOpening() {
    turn.lose(Lost.UNREACHABLE);
    FakeClient client = client();
    assertThat(client.open(client.stream().resume(turn.beginning(), null)))
        .isEqualTo("kafka_unavailable");
    await().until(() -> client.response().getStatus() == 503);
  }

  @Test
  void anOutageDetachesWhoHasBegun() {
    FakeClient client = client();
    client.response().block();
    client.open(client.stream().resume(turn.beginning(), null));
    client.response().awaitBlocked();
    turn.lose(Lost.UNREACHABLE);
    say(1, started(), delta(0, "x".repeat(600)), delta(1, "never sent"));
    await().until(() -> turn.refusals() == 1);
    client.response().release();
    assertThat(client.awaitClosing()).isEqualTo(Closing.DETACHED);
    assertThat(client.text()).endsWith("x@600[kafka_unavailable]");
  }

  @Test
  void aClientThatGoesEndsTheFollowing() {
    FakeClient client = client();
    client.open(client.stream().resume(turn.beginning(), null));
    await().until(() -> client.text().equals("[opening]"));
    client.response().failAfter(9);
    say(1, started());
    assertThat(client.awaitClosing()).isEqualTo(Closing.LEFT);
    await().until(() -> turn.open() == 0);
  }

  @Test
  void aNodeThatStopsDetachesThoseThatCanGoOnElsewhere() {
    FakeClient client = client();
    client.open(client.stream().resume(turn.beginning(), null));
    words.resumable = false;
    client.stream().stopping();
    say(1, started());
    await().until(() -> client.text().equals("[opening][started]"));
    words.resumable = true;
    client.stream().stopping();
    say(1, delta(0, "never sent"));
    assertThat(client.awaitClosing()).isEqualTo(Closing.DETACHED);
    assertThat(client.text()).isEqualTo("[opening][started][node_stopping]");
  }

  @Test
  void aNodeThatStopsRefusesWhatItHasNotBegun() {
    FakeClient waiting = new FakeClient(turn.streams(TestStreams.onAStoppingNode()), turn, words);
    CompletableFuture<Void> ready = waiting.stream().resume(turn.beginning(), null);
    assertThat(waiting.open(ready)).isEqualTo("node_stopping");
    assertThat(waiting.awaitClosing()).isEqualTo(Closing.DETACHED);
  }

  @Test
  void newTurnsBeginWithTheirFollower() {
    FakeClient client = client();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Follower follower = client.stream().begin(turn.beginning());
    client.stream().attach(() -> closed.complete(null));
    client.stream().open();
    follower.onEvent(event(1, started(), 0));
    follower.onEvent(event(1, end(0), 1));
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    assertThat(client.text()).isEqualTo("[opening][started][end]");
    assertThat(closed).isDone();
    assertThat(follower.onEvent(event(1, delta(0, "late"), 2))).isFalse();
  }

  private String resumed(@Nullable Cursor cursor) {
    FakeClient client = client();
    assertThat(client.open(client.stream().resume(turn.beginning(), cursor))).isEmpty();
    assertThat(client.awaitClosing()).isEqualTo(Closing.ENDED);
    await().until(() -> turn.open() == 0);
    return client.text();
  }

  private FakeClient client() {
    return new FakeClient(turn.streams(TestStreams.withRoomFor(500)), turn, words);
  }

  private void say(int attempt, Object... bodies) {
    for (Object body : bodies) {
      turn.say(attempt, body);
    }
  }

  private static Cursor cursor(long offset, int chars) {
    return new Cursor(FakeTurn.MAILBOX, offset, chars);
  }

  private static Started started() {
    return new Started("sim", true);
  }

  private static Delta delta(int seq, String text) {
    return new Delta(seq, text, Channel.ANSWER);
  }

  private static Completed end(int chars) {
    return new Completed("stop", "sim", true, new Usage(1L, 0L, 1L, 0L, false, null), chars);
  }

  private MailboxEvent event(int attempt, Object body, long offset) {
    return new MailboxEvent(
        new ReplyEvent(turn.id(), attempt, Instant.EPOCH, body), FakeTurn.MAILBOX, offset);
  }

  private List<MailboxEvent> stored(String answer) {
    List<MailboxEvent> events = new ArrayList<>();
    events.add(event(1, started(), MailboxEvent.NOWHERE));
    for (int from = 0; from < answer.length(); from += 100) {
      String piece = answer.substring(from, Math.min(answer.length(), from + 100));
      events.add(event(1, delta(from / 100, piece), MailboxEvent.NOWHERE));
    }
    events.add(event(1, end(answer.length()), MailboxEvent.NOWHERE));
    return events;
  }
}
