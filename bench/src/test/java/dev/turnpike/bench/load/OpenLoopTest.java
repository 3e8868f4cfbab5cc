package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.stats.TurnTimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chats that arrive at their own rate, against a stand-in for Turnpike. */
class OpenLoopTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration STALL = Duration.ofSeconds(1);
  private static final List<String> TOKENS = List.of("Hello", "!");
  private static final List<Reference> ANSWER = List.of(Reference.of("sim", TOKENS));
  private static final Arrivals HUNDRED = new Arrivals(100, 7);
  private static final int ALL = 300;

  @Test
  void aStallOfTheServerIsInTheOpenLoopsTimesThoughNotInTheClosedOnes() throws Exception {
    TurnTimes closed = new TurnTimes();
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.stallsAt(ALL / 2, STALL);
      Load load = new Load(ANSWER, Duration.ZERO, SILENCE);
      TurnpikeTarget target = new TurnpikeTarget(turnpike.url(), 1);
      while (closed.firstToken().count() < ALL) {
        closed.addAll(TurnTimes.of(load.run(target.lanes(1), Duration.ofMillis(200))));
      }
    }
    OpenBlock open;
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.stallsAt(ALL / 2, STALL);
      open = run(turnpike, 5, HUNDRED, Duration.ofSeconds(3));
    }
    TurnTimes all = TurnTimes.ofAll(open.turns());

    // Of the closed loop one turn waited, and nobody else asked meanwhile.
    assertThat(closed.failed() + all.failed()).isZero();
    assertThat(closed.firstToken().quantile(0.99)).isLessThan(STALL.toMillis() / 2.0);
    // Who was due in the stall's first tenth waited for nine tenths: far more than one in a
    // hundred.
    assertThat(all.firstToken().quantile(0.99)).isGreaterThan(0.9 * STALL.toMillis());
  }

  @Test
  void theServersStallIsNotTheGeneratorsLateness() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.stallsAt(50, STALL);
      OpenBlock block = run(turnpike, 5, HUNDRED, Duration.ofSeconds(2));

      long waited = block.turns().stream().filter(OpenLoopTest::waited).count();
      long late =
          block.chats().stream()
              .filter(chat -> waited(chat.turn()) && chat.lateNanos() > STALL.toNanos() / 2)
              .count();
      assertThat(waited).isGreaterThan(30);
      assertThat(late).isLessThan(waited / 2);
      assertThat(block.chats()).allMatch(chat -> chat.lateNanos() >= 0);
    }
  }

  @Test
  void timesCountFromWhenATurnWasDue() throws Exception {
    Duration length = Duration.ofMillis(300);
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      OpenBlock block = run(turnpike, 3, HUNDRED, length);

      assertThat(block.turns().stream().map(turn -> turn.startedNanos() - block.beginNanos()))
          .containsExactlyElementsOf(HUNDRED.moments(length));
    }
  }

  @Test
  void whoFindsNoFreeSessionGetsANewOneAndNobodyIsLeftOut() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.stallsAt(1, STALL);
      OpenBlock block = run(turnpike, 3, HUNDRED, Duration.ofMillis(500));

      int due = HUNDRED.moments(Duration.ofMillis(500)).size();
      assertThat(block.chats()).hasSize(due);
      assertThat(turnpike.asked()).isEqualTo(due);
      assertThat(block.opened()).isEqualTo(due - 3);
      assertThat(block.mostAtOnce()).isEqualTo(due);
      assertThat(block.turns()).allMatch(Turn::succeeded);
    }
  }

  @Test
  void anAnswerAfterTheGraceIsNotInTime() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.stallsAt(1, STALL);
      OpenBlock block = run(turnpike, 3, HUNDRED, Duration.ofMillis(300));

      assertThat(block.completedWithin(Duration.ofMillis(100))).isZero();
      assertThat(block.completedWithin(Duration.ofMinutes(1))).isEqualTo(block.chats().size());
    }
  }

  @Test
  void aRefusalIsCountedAndDoesNotComeAgain() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(TOKENS, Duration.ZERO)) {
      turnpike.refusesChats(503, 2);
      OpenBlock block = run(turnpike, 3, HUNDRED, Duration.ofMillis(200));

      assertThat(block.turns()).isNotEmpty().allMatch(Turn::refused);
      assertThat(TurnTimes.ofAll(block.turns()).failed()).isZero();
      assertThat(block.completedWithin(Duration.ofMinutes(1))).isZero();
    }
  }

  private static boolean waited(Turn turn) {
    return turn.arrivedNanos(0) - turn.startedNanos() > STALL.toNanos() / 2;
  }

  private static OpenBlock run(FakeTurnpike turnpike, int seats, Arrivals arrivals, Duration length)
      throws Exception {
    return new OpenLoop(ANSWER, SILENCE)
        .run(new TurnpikeTarget(turnpike.url(), 2), seats, arrivals, length);
  }
}
