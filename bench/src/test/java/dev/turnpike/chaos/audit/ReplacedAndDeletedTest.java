package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.load.Asked.Answered;
import dev.turnpike.chaos.load.AskedQuestions;
import dev.turnpike.chaos.load.Erasure;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.chaos.load.Tidying;
import dev.turnpike.events.TurnStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is right after turns took the place of others, and after sessions were cleared. */
class ReplacedAndDeletedTest {
  private static final int TURNS = 5;

  private final Case one = Case.of(TURNS);

  @Test
  void whoTakesAPlaceSeesTheHistoryBeforeItAndSoDoThoseBehind() {
    one.replaces(4, 2);
    shown(4, 1);
    shown(5, 1, 4);
    one.keeps(2, false);
    one.keeps(3, false);
    assertKept();
  }

  @Test
  void aHistoryThatStillShowsWhatWasReplacedIsSeen() {
    one.replaces(4, 2);
    shown(4, 1);
    shown(5, 1, 3, 4);
    assertThat(inOrder()).singleElement().asString().contains("replaced or deleted: [[q000003]]");
  }

  @Test
  void aHistoryThatLacksWhatStandsBeforeThePlaceIsSeen() {
    one.replaces(4, 3);
    shown(4, 1);
    shown(5, 1, 2, 4);
    assertThat(inOrder()).singleElement().asString().contains("was not shown [q000002]");
  }

  @Test
  void whatWasReplacedAndIsStillShownAtTheEndIsSeen() {
    one.replaces(5, 4);
    shown(5, 1, 2, 3);
    assertThat(gone())
        .singleElement()
        .asString()
        .contains("The place of turn " + Case.turn(4), "still shown");
  }

  @Test
  void whoTakesThePlaceOfOneThatLeftTheHistoryGetsNobodyKnowsWhich() {
    one.replaces(3, 2);
    shown(3, 1);
    one.replaces(4, 2);
    shown(4, 1);
    shown(5, 1, 4);
    one.keeps(2, false);
    one.keeps(3, true);
    assertKept();
  }

  @Test
  void aTurnThatMayBeWithdrawnMayGiveItsPlaceBack() {
    Marker marker = new Marker(4);
    one.asked.put(marker, AskedQuestions.unanswered(marker, Case.SESSION, Answered.UNKNOWN));
    one.replaces(4, 2);
    shown(4, 1);
    shown(5, 1, 2, 3);
    assertKept();
    shown(5, 1, 4);
    assertKept();
  }

  @Test
  void aRollbackMayGivePlacesBack() {
    one.replaces(3, 2);
    shown(3, 1);
    one.rolledBackBefore(4);
    shown(4, 1, 2);
    shown(5, 1, 2, 4);
    assertKept();
  }

  @Test
  void behindAClearingNothingIsLeftOfWhatWasBefore() {
    one.clearedBehind(3);
    shown(4);
    shown(5, 4);
    forgotten(1, 2, 3);
    assertKept();
  }

  @Test
  void aHistoryThatShowsWhatWasDeletedIsSeen() {
    one.clearedBehind(3);
    shown(4, 3);
    shown(5, 4);
    assertThat(inOrder()).singleElement().asString().contains("replaced or deleted: [[q000003]]");
  }

  @Test
  void messagesThatOutliveAClearingAreSeen() {
    one.clearedBehind(3);
    forgotten(1, 2);
    one.keeps(3, false);
    assertThat(gone())
        .singleElement()
        .asString()
        .contains("turn " + Case.turn(3), "1 of its messages are kept");
  }

  @Test
  void aTurnThatAClearingCancelledIsSeenUnlessItsClientOrAnotherDidIt() {
    one.clearedBehind(TURNS);
    forgotten(1, 2, 3, 4, 5);
    one.spoil(TURNS, turn -> Case.status(turn, TurnStatus.CANCELLED));
    assertThat(gone()).singleElement().asString().contains("nobody but a clearing came after it");
    Marker marker = new Marker(9);
    one.asked.put(marker, AskedQuestions.interrupting(marker, Case.SESSION));
    assertThat(gone()).isEmpty();
  }

  @Test
  void aDeletionThatWasAcknowledgedAndDidNotHappenIsSeen() {
    one.erasures.add(new Erasure(Case.SESSION, Tidying.DELETE, false));
    assertThat(gone()).isEmpty();
    one.erasures.add(new Erasure(Case.SESSION, Tidying.DELETE, true));
    assertThat(gone())
        .hasSize(2)
        .anyMatch(each -> each.contains("to be cleared 1 times, and 0 commands are in the log"))
        .anyMatch(each -> each.contains("was deleted, and 5 of its messages are kept, and itself"));
  }

  @Test
  void aSessionThatWasDeletedHasNothingLeft() {
    one.erasures.add(new Erasure(Case.SESSION, Tidying.CLEAR, true));
    one.erasures.add(new Erasure(Case.SESSION, Tidying.DELETE, true));
    one.clearedBehind(2);
    one.clearedBehind(TURNS);
    shown(3);
    shown(4, 3);
    shown(5, 3, 4);
    forgotten(1, 2, 3, 4, 5);
    one.sessions.clear();
    assertKept();
    assertThat(one.verdict(new GoneForGood()).measured())
        .isEqualTo("0 are; 0 replaced, 5 deleted, 1 sessions deleted");
  }

  private void shown(int number, int... questions) {
    List<Marker> markers = IntStream.of(questions).mapToObj(Marker::new).toList();
    one.spoil(number, turn -> Case.remembering(turn, markers));
  }

  private void forgotten(int... turns) {
    IntStream.of(turns).forEach(one::forgets);
  }

  private List<String> inOrder() {
    return one.verdict(new InOrder()).violations();
  }

  private List<String> gone() {
    return one.verdict(new GoneForGood()).violations();
  }

  private void assertKept() {
    assertThat(inOrder()).isEmpty();
    assertThat(gone()).isEmpty();
  }
}
