package dev.turnpike.judge.evaluation;

import static dev.turnpike.judge.evaluation.Evaluations.HELPFULNESS;
import static dev.turnpike.judge.evaluation.Evaluations.TOXICITY;
import static dev.turnpike.judge.evaluation.Evaluations.answered;
import static dev.turnpike.judge.evaluation.Evaluations.failed;
import static dev.turnpike.judge.evaluation.Evaluations.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final int ITEMS = 24;
  private static final int SEEDS = 300;

  /** A judge that is not sure: the same answer gets other scores each time. */
  private static boolean passes(RubricInfo rubric, long seed, double loss) {
    var random = new SplittableRandom(seed);
    var quality = random.doubles(ITEMS, 0.4, 0.8).toArray();
    var before = Evaluations.scored(rubric, ITEMS, i -> quality[i] + random.nextGaussian() * 0.08);
    var after =
        Evaluations.scored(rubric, ITEMS, i -> quality[i] - loss + random.nextGaussian() * 0.08);
    return Gate.of(after, Comparison.of(before, after)).stream().allMatch(Gate::passed);
  }

  @Test
  void aPlantedRegressionIsFound() {
    long found = IntStream.range(0, SEEDS).filter(seed -> !passes(HELPFULNESS, seed, 0.15)).count();
    assertThat(found / (double) SEEDS).isGreaterThan(0.98);
  }

  @Test
  void noiseIsNone() {
    long found = IntStream.range(0, SEEDS).filter(seed -> !passes(HELPFULNESS, seed, 0)).count();
    assertThat(found / (double) SEEDS).isLessThan(0.02);
  }

  @Test
  void whereLowIsGoodARiseIsTheRegression() {
    assertThat(passes(TOXICITY, 1, -0.15)).isFalse();
    assertThat(passes(TOXICITY, 1, 0.15)).isTrue();
    assertThat(passes(HELPFULNESS, 1, -0.15)).isTrue();
  }

  @Test
  void aFewItemsNeverTellEnough() {
    var before = Evaluations.scored(HELPFULNESS, 7, _ -> 0.9);
    var after = Evaluations.scored(HELPFULNESS, 7, _ -> 0.1);
    assertThat(gate(before, after, "helpfulness").passed()).isTrue();
    assertThat(gate(before, after, "helpfulness").sentence()).contains("too few");
  }

  /** Else the mean of those that are left would be compared. */
  @Test
  void scoresThatAreLostAreARegression() {
    var before = Evaluations.scored(HELPFULNESS, ITEMS, _ -> 0.8);
    var after = new ArrayList<>(Evaluations.scored(HELPFULNESS, ITEMS, _ -> 0.9).items());
    after.set(
        3,
        item("item-3", answered("A"), List.of(), ScoreResult.missing("helpfulness", "no_verdict")));
    assertThat(
            Gate.of(
                Evaluations.of(List.of(HELPFULNESS), after),
                Comparison.of(before, Evaluations.of(List.of(HELPFULNESS), after))))
        .anyMatch(gate -> !gate.passed() && gate.sentence().startsWith("1 of 24 items had scores"));
  }

  @Test
  void aBaselineThatIsMostlyGoneFails() {
    var before = Evaluations.scored(HELPFULNESS, 20, _ -> 0.8);
    assertThat(gate(before, Evaluations.scored(HELPFULNESS, 15, _ -> 0.9), "comparison").passed())
        .isFalse();
    var most = Evaluations.scored(HELPFULNESS, 17, _ -> 0.9);
    assertThat(Gate.of(most, Comparison.of(before, most))).allMatch(Gate::passed);
  }

  @Test
  void aCheckThatIsBrokenIsARegressionAndOneThatWasIsNot() {
    var before = checked(true, false);
    assertThat(gate(before, checked(true, false), "checks").passed()).isTrue();
    assertThat(gate(before, checked(true, true), "checks").passed()).isTrue();
    var broken = gate(before, checked(false, true), "checks");
    assertThat(broken.passed()).isFalse();
    assertThat(broken.sentence()).startsWith("1 of 2 checks");
  }

  @Test
  void turnsThatFailAreOneUnlessTheyDidBefore() {
    var whole = Evaluations.of(List.of(), List.of(item("a", answered("A"), List.of(), null)));
    var broken = Evaluations.of(List.of(), List.of(item("a", failed(), List.of(), null)));
    assertThat(Gate.of(whole, null)).allMatch(Gate::passed);
    assertThat(Gate.of(broken, null)).noneMatch(Gate::passed);
    assertThat(gate(whole, broken, "turns").passed()).isFalse();
    assertThat(gate(broken, broken, "turns").passed()).isTrue();
  }

  @Test
  void aRubricWithoutAnyScoreDoesNotPassInSilence() {
    var score = ScoreResult.missing("helpfulness", "own_model");
    var run =
        Evaluations.of(List.of(HELPFULNESS), List.of(item("a", answered("A"), List.of(), score)));
    assertThat(Gate.of(run, null))
        .filteredOn(gate -> !gate.passed())
        .singleElement()
        .extracting(Gate::sentence)
        .asString()
        .contains("JUDGE_ALLOW_OWN_MODEL");
  }

  @Test
  void whatCantBeComparedDoesNotPassInSilence() {
    var before = Evaluations.scored(HELPFULNESS, ITEMS, _ -> 0.5);
    var other = new RubricInfo("helpfulness", "ffffffffffff", "judge", false, false);
    var after = Evaluations.scored(other, ITEMS, _ -> 0.5);
    var comparison = Comparison.of(before, after);
    assertThat(comparison.notes()).singleElement().asString().contains("not compared");
    assertThat(Gate.of(after, comparison)).anyMatch(gate -> !gate.passed());
  }

  @Test
  void otherItemsAndOtherQuestionsAreLeftOutAndSaid() {
    var before = Evaluations.scored(HELPFULNESS, 20, _ -> 0.5);
    List<ItemResult> items =
        new ArrayList<>(Evaluations.scored(HELPFULNESS, 22, _ -> 0.5).items().subList(2, 22));
    var first = items.getFirst();
    items.set(
        0,
        new ItemResult(
            first.id(), "another", first.tags(), first.messages(), null, first.answers()));
    var comparison = Comparison.of(before, Evaluations.of(List.of(HELPFULNESS), items));
    assertThat(comparison.items()).hasSize(17);
    assertThat(comparison.notes())
        .singleElement()
        .asString()
        .contains(
            "of 20 items 17 are compared; 2 are new, 1 ask something else", "2 of the baseline");
  }

  private static Evaluation checked(boolean first, boolean second) {
    return Evaluations.of(
        List.of(),
        List.of(
            item("a", answered("A"), List.of(new CheckResult("contains \"x\"", first)), null),
            item("b", answered("B"), List.of(new CheckResult("contains \"x\"", second)), null)));
  }

  private static Gate gate(Evaluation before, Evaluation after, String name) {
    return Gate.of(after, Comparison.of(before, after)).stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
