package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Footprint;
import dev.turnpike.chaos.cluster.Chronicle.Entry;
import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.load.AskedQuestions;
import dev.turnpike.chaos.load.Heard;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What has a bound passes below it and is seen above it. */
class LimitsTest {
  private static final int TURNS = 4;

  private final Case one = Case.of(TURNS);

  @Test
  void aProcessThatTakesMoreThanItsSettingsGiveItIsSeen() {
    Footprint small = new Footprint(300, 320, 60, 100, 192);
    one.processes.add(new ProcessLife("agent-workers-1", 7, small, small, small, true));
    assertThat(one.verdict(new Bounded()).kept()).isTrue();

    Footprint big = new Footprint(300, 700, 600, 100, 192);
    one.processes.add(new ProcessLife("ingress-api-1", 8, small, big, small, true));
    assertThat(one.verdict(new Bounded()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("took 700 MB with a heap of 192 MB"))
        .anyMatch(each -> each.contains("ingress-api-1 (process 8) had 600 threads"));
  }

  @Test
  void aClientThatWaitedTooLongForWhatWasThereIsSeen() {
    comesBack(Case.BEGIN, 4_900);
    assertThat(one.verdict(new ResumedInTime()).kept()).isTrue();
    comesBack(Case.BEGIN, 5_100);
    Verdict verdict = one.verdict(new ResumedInTime());
    assertThat(verdict.violations())
        .singleElement()
        .asString()
        .contains("broken at", "was without what was there for 5.1 s");
    assertThat(verdict.turns()).containsExactly(Case.turn(2));
    assertThat(verdict.measured()).contains("p99 5.1 s of 2");
  }

  @Test
  void timeInWhichThereWasNothingToSendIsNoneOfTheClients() {
    Follower follower = new Follower();
    follower.event(Case.event(2, 1, Case.begin(), Case.BEGIN), new Place("chat.replies", 0, 1));
    follower.event(
        Case.event(2, 1, Case.delta(0, "late"), Case.BEGIN.plusSeconds(20)),
        new Place("chat.replies", 0, 2));
    one.replies.put(Case.turn(2), follower);
    comesBack(Case.BEGIN.plusSeconds(1), 21_000);
    Verdict verdict = one.verdict(new ResumedInTime());
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.measured())
        .contains("p99 2.0 s of 1", "any wait and outage counted: 21.0 s");
  }

  @Test
  void cutsWhileNobodyCouldHelpAreToldButNotJudged() {
    happens(0, "ingress-api-1", Event.READY);
    happens(0, "ingress-api-2", Event.READY);
    happens(2, "ingress-api-1", Event.KILLED);
    comesBack(Case.BEGIN.plusSeconds(1), 9_000);
    assertThat(one.verdict(new ResumedInTime()).kept()).isFalse();
    happens(3, "ingress-api-2", Event.PAUSED);
    happens(4, "ingress-api-2", Event.RESUMED);
    Verdict verdict = one.verdict(new ResumedInTime());
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.checked()).isZero();
  }

  @Test
  void clientsThatLeftByThemselvesAreNotJudged() {
    AskedQuestions.comesBack(
        Objects.requireNonNull(one.asked.get(new Marker(2))),
        Case.turn(2),
        Heard.Cut.LEFT,
        Case.BEGIN,
        60_000);
    assertThat(one.verdict(new ResumedInTime()).checked()).isZero();
  }

  @Test
  void aTakeoverThatTookTooLongIsSeenUnlessSomethingElseHappened() {
    Follower follower = new Follower();
    follower.event(Case.event(2, 1, Case.begin(), Case.BEGIN), new Place("chat.replies", 0, 1));
    follower.event(
        Case.event(2, 2, Case.begin(), Case.BEGIN.plusSeconds(12)),
        new Place("chat.replies", 0, 2));
    one.replies.put(Case.turn(2), follower);
    happens(3, "agent-workers-1", Event.KILLED);
    assertThat(one.verdict(new TakenOverInTime()).violations())
        .singleElement()
        .asString()
        .contains("agent-workers-1 was killed", "the last of its 1 turns went on 9.0 s later");

    one.troubles.add(
        new Trouble("kill-ingress", "ingress-api-1", Case.BEGIN, Case.BEGIN.plusSeconds(9)));
    assertThat(one.verdict(new TakenOverInTime()).kept()).isFalse();
    one.troubles.add(
        new Trouble(
            "freeze-worker",
            "agent-workers-2",
            Case.BEGIN.plusSeconds(1),
            Case.BEGIN.plusSeconds(9)));
    Verdict verdict = one.verdict(new TakenOverInTime());
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.measured()).isEqualTo("none to judge; 1 left out");
  }

  @Test
  void aSecondModelCallForOneStepIsSeen() {
    for (int number = 1; number <= TURNS; number++) {
      ModelCallsOf.whole(one.journal, number);
    }
    assertThat(one.verdict(new CallsAccounted()).kept()).isTrue();
    ModelCallsOf.faulty(one.journal, 3);
    assertThat(one.verdict(new CallsAccounted()).kept()).isTrue();
    ModelCallsOf.whole(one.journal, 3);
    Verdict verdict = one.verdict(new CallsAccounted());
    assertThat(verdict.violations())
        .singleElement()
        .asString()
        .contains("took 2 model calls for 1 model steps in 1 attempts");
    assertThat(verdict.measured()).isEqualTo("5");
  }

  @Test
  void anAttemptThatWasGivenUpOrAnEarlyEndMayHaveAskedOnceMore() {
    ModelCallsOf.whole(one.journal, 1);
    ModelCallsOf.whole(one.journal, 1);
    one.spoil(1, turn -> Case.attempts(turn, 2));
    ModelCallsOf.whole(one.journal, 2);
    ModelCallsOf.whole(one.journal, 2);
    one.spoil(2, turn -> Case.status(turn, TurnStatus.CANCELLED));
    ModelCallsOf.whole(one.journal, 3);
    ModelCallsOf.whole(one.journal, 4);
    assertThat(one.verdict(new CallsAccounted()).violations()).isEmpty();
  }

  @Test
  void memoriesAndScoresOfTurnsThatNobodyAskedAreSeen() {
    one.taught.add(Case.turn(77));
    one.scored.add(new Score(Case.turn(78), "relevancy", "v1", "sim-judge", 0.9));
    assertThat(one.verdict(new IdempotentWork()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("There are memories of turn " + Case.turn(77)))
        .anyMatch(each -> each.contains("There are scores of turn " + Case.turn(78)));
  }

  private void comesBack(Instant cut, int millis) {
    AskedQuestions.comesBack(
        Objects.requireNonNull(one.asked.get(new Marker(2))),
        Case.turn(2),
        Heard.Cut.BROKEN,
        cut,
        millis);
  }

  private void happens(int second, String part, Event event) {
    one.entries.add(new Entry(Case.BEGIN.plusSeconds(second), part, event, ""));
  }
}
