package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Asked.Answered;
import dev.turnpike.chaos.load.AskedQuestions;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guarantee passes what is right and sees what is wrong. */
class GuaranteesTest {
  private static final int TURNS = 4;

  private final Case one = Case.of(TURNS);

  @ParameterizedTest
  @MethodSource("guarantees")
  void whatIsRightPasses(Guarantee guarantee) {
    one.poison(90, (byte) 1);
    one.letter(90, (byte) 1);
    assertThat(one.verdict(guarantee).violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("firstSix")
  void whatIsThereIsLookedAt(Guarantee guarantee) {
    one.poison(90, (byte) 1);
    assertThat(one.verdict(guarantee).checked()).isPositive();
  }

  static List<Guarantee> firstSix() {
    return Guarantee.ALL.subList(0, 6);
  }

  static List<Guarantee> guarantees() {
    return Guarantee.ALL;
  }

  @Test
  void anAcceptedTurnThatIsNotInTheLogIsLost() {
    one.started.removeLast();
    one.ended.remove(Case.turn(TURNS));
    assertViolated(new NothingLost(), "[q000004], accepted by ingress-api-1", "0 times");
  }

  @Test
  void aTurnInTheLogThatHasNoEndIsLostEvenIfNobodyWasPromisedAnything() {
    Marker marker = new Marker(TURNS);
    one.asked.put(marker, AskedQuestions.unanswered(marker, "session", Answered.UNKNOWN));
    one.ended.remove(Case.turn(TURNS));
    assertViolated(new NothingLost(), "chat.requests-1@4", "not accepted, has 0 ends");
  }

  @Test
  void whatWasRefusedNeedNotBeInTheLog() {
    Marker marker = new Marker(9);
    one.asked.put(marker, AskedQuestions.unanswered(marker, "session", Answered.REFUSED));
    assertThat(one.verdict(new NothingLost()).kept()).isTrue();
  }

  @Test
  void aSecondEndIsOneTooMany() {
    one.ended.computeIfPresent(
        Case.turn(1), (_, ends) -> List.of(ends.getFirst(), ends.getFirst()));
    assertViolated(new NothingLost(), "has 2 ends", "turns.completed-0@1");
  }

  @Test
  void twoTurnsOfASessionAtATimeAreSeen() {
    one.spoil(3, turn -> Case.startedAt(turn, Case.BEGIN.plusSeconds(24)));
    assertViolated(new InOrder(), "began at 2026-01-01T00:00:24Z, before", "00:00:25Z");
  }

  @Test
  void aHistoryWithoutTheTurnBeforeIsSeen() {
    one.spoil(3, turn -> Case.remembering(turn, List.of(new Marker(1))));
    assertViolated(new InOrder(), "was not shown [q000002]");
  }

  @Test
  void aRecordThatTellsOnlyTheEndOfALongHistoryIsTakenForThat() {
    one.spoil(3, turn -> Case.status(turn, TurnStatus.CANCELLED));
    one.spoil(4, turn -> Case.rememberingAtLast(turn, List.of(new Marker(3))));
    assertThat(one.verdict(new InOrder()).violations()).isEmpty();

    one.spoil(4, turn -> Case.rememberingAtLast(turn, List.of(new Marker(1), new Marker(3))));
    assertViolated(new InOrder(), "was not shown [q000002]");
  }

  @Test
  void aTurnThatWasRefusedAfterAllNeedNotBeRemembered() {
    Marker marker = new Marker(2);
    one.asked.put(marker, AskedQuestions.unanswered(marker, "session", Answered.REFUSED));
    one.spoil(3, turn -> Case.remembering(turn, List.of(new Marker(1))));
    assertThat(one.verdict(new InOrder()).violations()).isEmpty();
  }

  @Test
  void aHistoryWithATurnFromTheFutureIsSeen() {
    one.spoil(3, turn -> Case.remembering(turn, List.of(new Marker(2), new Marker(4))));
    assertViolated(new InOrder(), "came after it: [[q000004]]");
  }

  @Test
  void aTurnThatFailedNeedNotBeRemembered() {
    one.spoil(2, turn -> Case.status(turn, TurnStatus.FAILED));
    one.spoil(3, turn -> Case.remembering(turn, List.of(new Marker(1))));
    assertThat(one.verdict(new InOrder()).violations()).isEmpty();
  }

  @Test
  void aListenerWithAnotherTextIsSeen() {
    AskedQuestions.listens(asked(2), Case.turn(2), "other", "completed");
    assertViolated(new StreamIsAnswer(), "has another text", "restless client, told completed");
  }

  @Test
  void aListenerThatWasToldNoEndOrAWrongOneIsSeen() {
    AskedQuestions.listens(asked(2), Case.turn(2), "half of", "");
    AskedQuestions.listens(asked(3), Case.turn(3), Case.ANSWER, "cancelled");
    assertThat(one.verdict(new StreamIsAnswer()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("told no end, with 7 chars"))
        .anyMatch(each -> each.contains("told cancelled"));
  }

  @Test
  void aListenerOfAnotherTurnIsSeen() {
    AskedQuestions.listens(asked(2), Case.turn(3), Case.ANSWER, "completed");
    assertViolated(new StreamIsAnswer(), "should have been told that it is COMPLETED");
  }

  @Test
  void aListenerThatMetWhatMustNotBeIsSeen() {
    AskedQuestions.wonders(asked(2), "ingress-api-2 refused the cursor");
    assertViolated(new StreamIsAnswer(), "ingress-api-2 refused the cursor");
  }

  @Test
  void aClientThatNeverLearntItsTurnHasNoSay() {
    AskedQuestions.breaksOffEarly(asked(2));
    Verdict verdict = one.verdict(new StreamIsAnswer());
    assertThat(verdict.kept()).isTrue();
    assertThat(verdict.checked()).isEqualTo(TURNS);
  }

  @Test
  void anAnswerThatTheModelNeverGaveIsSeen() {
    one.spoil(2, turn -> Case.answering(turn, "made up"));
    assertViolated(new StreamIsAnswer(), "is not what sim:text=lorem,tokens=3,seed=1 says");
  }

  @Test
  void anEndOfAnAttemptThatHadBeenFencedIsSeen() {
    Follower follower = one.replies.get(Case.turn(2));
    assertThat(follower).isNotNull();
    follower.event(Case.event(2, 2, Case.begin()), new Place("chat.replies", 0, 50));
    assertViolated(new ZombiesFenced(), "ended in attempt 1, yet attempt 2 was the last to speak");
  }

  @Test
  void aRowThatDiffersFromTheRecordIsSeen() {
    one.stored.set(1, new StoredTurn(Case.turn(2), "completed", 2, Case.ANSWER));
    assertViolated(new ZombiesFenced(), "differs from its row");
  }

  @Test
  void followersWithoutAnEndAreSeen() {
    one.replies.put(Case.turn(2), new Follower());
    assertViolated(new ZombiesFenced(), "its followers saw Optional.empty");
  }

  @Test
  void aSecondMemoryOfATurnIsSeenInTheTopicAndInTheDatabase() {
    one.learned.add(new Evidence.Learned(Case.turn(1), new UUID(2, 2)));
    one.taught.add(Case.turn(3));
    assertThat(one.verdict(new IdempotentWork()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("teaches 1 facts; 1 are stored and 2 were published"))
        .anyMatch(each -> each.contains("teaches 1 facts; 2 are stored and 1 were published"));
  }

  @Test
  void theSameMemoryPublishedAgainIsNoSecondOne() {
    one.learned.add(one.learned.getFirst());
    assertThat(one.verdict(new IdempotentWork()).kept()).isTrue();
  }

  @Test
  void aMissingOrDifferingScoreIsSeen() {
    one.scores.removeLast();
    one.scored.add(new Score(Case.turn(1), "relevancy", "v1", "sim-judge", 0.9));
    assertThat(one.verdict(new IdempotentWork()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("different scores"))
        .anyMatch(each -> each.contains("has 0 scores stored"));
  }

  @Test
  void aBadRecordWithoutADeadLetterIsSeen() {
    one.poison(90, (byte) 1);
    assertViolated(new BadInputStallsNothing(), "garbage at chat.requests-1@90 has 0 dead letters");
  }

  @Test
  void aDeadLetterWithOtherBytesIsSeen() {
    one.poison(90, (byte) 1);
    one.letter(90, (byte) 2);
    assertViolated(new BadInputStallsNothing(), "has other bytes");
  }

  @Test
  void aReadableRecordThatWasDeadLetteredIsSeen() {
    one.letter(3, (byte) 2);
    assertViolated(new BadInputStallsNothing(), "A readable record", "chat.requests-1@3");
  }

  private Asked asked(int number) {
    return Objects.requireNonNull(one.asked.get(new Marker(number)));
  }

  private void assertViolated(Guarantee guarantee, String... words) {
    Verdict verdict = one.verdict(guarantee);
    assertThat(verdict.kept()).isFalse();
    assertThat(verdict.violations()).anySatisfy(each -> assertThat(each).contains(words));
  }
}
