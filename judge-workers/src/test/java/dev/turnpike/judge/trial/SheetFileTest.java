package dev.turnpike.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.rubric.Rubrics;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetFileTest {

  private final List<Sheet> committed = SheetFile.committed();

  @Test
  void everyShippedRubricHasItemsOfAllGradesAndPairsOfAllOutcomes() {
    for (Sheet sheet : committed) {
      assertThat(sheet.items()).as(sheet.rubric()).hasSizeGreaterThanOrEqualTo(15);
      assertThat(sheet.items().stream().map(Item::label).distinct())
          .as(sheet.rubric())
          .containsExactlyInAnyOrder(0.0, 0.25, 0.5, 0.75, 1.0);
      assertThat(sheet.pairs().stream().map(Pair::better).distinct()).hasSize(3);
      assertThat(sheet.items()).anyMatch(item -> item.kind().equals("injection"));
      assertThat(sheet.items()).anyMatch(item -> !item.language().equals("en"));
    }
    assertThat(committed.stream().mapToInt(sheet -> sheet.items().size()).sum()).isEqualTo(94);
    assertThat(committed.stream().mapToInt(sheet -> sheet.pairs().size()).sum()).isEqualTo(20);
  }

  /** Whoever changes a rubric reads its labels again, and then writes its new version there. */
  @Test
  void labelsWereGivenByTheRubricsAsTheyAre() {
    var versions =
        Rubrics.load("classpath:rubrics/*.md", "").stream()
            .collect(Collectors.toMap(Rubric::name, Rubric::version));

    assertThat(committed.stream().collect(Collectors.toMap(Sheet::rubric, Sheet::writtenFor)))
        .isEqualTo(versions);
  }

  @Test
  void noTurnIsThereTwice() {
    var turns = new HashSet<>();
    for (Sheet sheet : committed) {
      for (Item item : sheet.items()) {
        var turn = item.material().answered(item.answer());
        assertThat(turns.add(sheet.rubric() + turn.getTurnId())).as(item.name()).isTrue();
      }
    }
  }

  @Test
  void whatWasBeforeIsPartOfTheTurn() {
    var sheet =
        SheetFile.parse(
            """
            rubric: tone
            items:
            - name: one
              label: 0.75
              why: Kind.
              earlier: [{user: Hello, assistant: Hi}]
              remembered: [Likes tea]
              tools: {clock: noon}
              user: What time is it?
              assistant: Noon.
            """,
            "here");
    var item = sheet.items().getFirst();
    var turn = item.material().answered(item.answer());

    assertThat(sheet.writtenFor()).isEmpty();
    assertThat(turn.getRecentHistory()).hasSize(2);
    assertThat(turn.getRecalled().getFirst().getText()).isEqualTo("Likes tea");
    assertThat(turn.getSteps().getFirst().getOutput()).isEqualTo("noon");
    assertThat(turn.getInput().getFirst().getContent()).isEqualTo("What time is it?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          items: []                                                   | the sheet has no rubric
          rubric: tone                                                | nothing is labelled
          {rubric: t, items: [{label: 1}]}                            | an entry has no name
          {rubric: t, items: [{name: a, why: b, label: 1, user: c}]}  | a has no assistant
          {rubric: t, items: [{name: a, label: 0.3, why: b, user: c, assistant: d}]} | The label of a is 0.3
          {rubric: t, pairs: [{name: a, better: C, why: b, user: c, a: d, b: e}]}    | better is C in a: write A, B or tie
          {rubric: t, itmes: []}                                      | itmes
          [1, 2]                                                      | here is no sheet
          {                                                           | here is no sheet
          """)
  void whatIsNoSheetIsRefusedWithTheReason(String yaml, String reason) {
    assertThatThrownBy(() -> SheetFile.parse(yaml, "here"))
        .isInstanceOf(TrialRefusal.class)
        .hasMessageStartingWith("here is no sheet of labelled items: ")
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> SheetFile.read(Path.of("nowhere.yml")))
        .hasMessageStartingWith("The items nowhere.yml can't be read");
  }
}
