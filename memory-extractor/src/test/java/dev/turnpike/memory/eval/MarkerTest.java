package dev.turnpike.memory.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.memory.eval.Outcome.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTest {

  private static final Dialogue DIALOGUE =
      DialogueSet.parse(
              """
              - name: one
                language: en
                sessions:
                - - {user: I live in Berlin., assistant: Fine.}
                - - {user: I live in Lisbon. My code is 1234., assistant: Fine.}
                known: [Lisbon, tea]
                also: [friend]
                never: {contradiction: [Berlin], secret: ["1234"]}
                questions:
                - {ask: "Where do I live?", answer: Lisbon}
                - {ask: "What do I drink?", answer: tea}
              """,
              "test")
          .getFirst();

  @Test
  void allIsRight() {
    var score =
        mark(
            List.of("The user lives in Lisbon", "The user likes tea", "The user's friend is Tom"),
            List.of(
                change(
                    "updated",
                    "The user lives in Lisbon",
                    "The user lives in Berlin",
                    "I LIVE  in lisbon")),
            List.of(
                List.of("The user lives in Lisbon", "The user likes tea"),
                List.of("The user lives in Lisbon", "The user likes tea")));

    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.precision()).isEqualTo(1);
    assertThat(score.recallAt(1)).isEqualTo(0.5);
    assertThat(score.recallAt(3)).isEqualTo(1);
    assertThat(score.turns()).isEqualTo(2);
    assertThat(score.allForbidden() + score.duplicates() + score.ungrounded() + score.revived())
        .isZero();
  }

  @Test
  void allIsWrong() {
    var score =
        mark(
            List.of(
                "The user lives in Berlin",
                "The user lives in Lisbon",
                "The user is in Lisbon now"),
            List.of(
                change(
                    "updated",
                    "The user lives in Lisbon",
                    "The user lives in Berlin",
                    "never said"),
                change("added", "The user's code is 1234", "", "My code is 1234")),
            List.of(List.of(), List.of()));

    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.precision()).isEqualTo(2 / 3.0);
    assertThat(score.duplicates()).isEqualTo(1);
    assertThat(score.ungrounded()).isEqualTo(1);
    assertThat(score.revived()).isEqualTo(1);
    assertThat(score.forbidden("contradiction")).isEqualTo(1);
    assertThat(score.forbidden("secret")).isEqualTo(2);
    assertThat(score.answerable()).isEqualTo(1);
    assertThat(score.foundAt(8)).isZero();
  }

  @Test
  void scoresAdd() {
    var one = mark(List.of("The user lives in Berlin"), List.of(), List.of(List.of(), List.of()));
    var two = one.plus(one).plus(Score.NONE);
    assertThat(two.dialogues()).isEqualTo(2);
    assertThat(two.forbidden("contradiction")).isEqualTo(2);
    assertThat(two.precision()).isZero();
    assertThat(Score.NONE.precision()).isEqualTo(1);
  }

  private static Score mark(List<String> facts, List<Change> history, List<List<String>> answers) {
    return Marker.mark(new Outcome(DIALOGUE, facts, history, answers, 0));
  }

  private static Change change(String kind, String text, String previous, String quote) {
    return new Change(kind, text, previous, quote, "I live in Lisbon. My code is 1234.");
  }
}
