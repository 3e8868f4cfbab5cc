package dev.turnpike.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.judge.rubric.Rubrics;
import org.junit.jupiter.api.Test;

/** The measures tell bad judges from good ones, and from each other. */
class BadJudgesTest {

  @Test
  void whoAlwaysSaysTheSameAgreesByChanceOnlyAndFollowsThePlace() throws InterruptedException {
    var figures = tried(BadJudges.indifferent()).total();

    assertThat(figures.agreement().kappa().value()).isEqualTo(0);
    assertThat(figures.agreement().weighted().value()).isEqualTo(0);
    assertThat(figures.agreement().tau()).isNaN();
    assertThat(figures.preferences().consistent().share()).isEqualTo(0);
    assertThat(figures.preferences().first().share()).isEqualTo(1);
    assertThat(figures.steadiness().spread()).isEqualTo(0); // steady, and worth nothing
  }

  @Test
  void theInvertedJudgeIsWorseThanChanceAndConsistent() throws InterruptedException {
    var figures = tried(BadJudges.inverted()).total();

    assertThat(figures.agreement().weighted().value()).isLessThan(-0.8);
    assertThat(figures.agreement().tau()).isLessThan(-0.8);
    assertThat(figures.preferences().consistent().share()).isEqualTo(1);
    assertThat(figures.preferences().right().share()).isEqualTo(0.3); // the ties
  }

  @Test
  void whoNeverDecidesIsConsistentAndNotRight() throws InterruptedException {
    var report = tried(BadJudges.undecided());

    assertThat(report.total().preferences().consistent().share()).isEqualTo(1);
    assertThat(report.total().preferences().first().share()).isNaN();
    assertThat(report.gates())
        .filteredOn(gate -> !gate.passed())
        .extracting(Gate::rule)
        .containsExactly("pairs as labelled: at least 0.60");
  }

  @Test
  void guessesAgreeByChance() throws InterruptedException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);

    var figures = tried(BadJudges.guessing(seed)).total();

    assertThat(figures.agreement().kappa().value()).isCloseTo(0, within(0.25));
    assertThat(figures.agreement().weighted().value()).isCloseTo(0, within(0.45));
    assertThat(figures.steadiness().spread()).isGreaterThan(0.15);
  }

  @Test
  void theWaveringJudgeShowsInItsRepeatsAlone() throws InterruptedException {
    var report = tried(BadJudges.wavering());

    assertThat(report.total().steadiness().spread()).isBetween(0.02, 0.08);
    assertThat(report.total().steadiness().widest()).isLessThanOrEqualTo(0.2);
    assertThat(report.total().agreement().exact().share()).isEqualTo(1);
    assertThat(report.passed()).isTrue();
  }

  @Test
  void whatHasNoVerdictIsCountedApart() throws InterruptedException {
    var report = tried(BadJudges.speechless());
    long injections =
        report.outcomes().stream()
            .flatMap(outcome -> outcome.scored().stream())
            .filter(scored -> !scored.isJudged())
            .count();

    assertThat(injections).isGreaterThan(3);
    assertThat(report.total().consumption().failed())
        .isEqualTo(3 * injections + report.total().preferences().pairs());
    assertThat(report.total().agreement().exact().share()).isEqualTo(1);
    assertThat(report.total().preferences().consistent().trials()).isZero();
    assertThat(report.total().preferences().right().share()).isNaN();
    assertThat(report.passed()).isFalse();
    assertThat(report.gates().getFirst().rule()).isEqualTo("asked without a verdict: at most 0.02");
  }

  @Test
  void noneOfTheBadOnesPasses() throws InterruptedException {
    assertThat(tried(BadJudges.indifferent()).passed()).isFalse();
    assertThat(tried(BadJudges.inverted()).passed()).isFalse();
    assertThat(tried(BadJudges.guessing(1)).passed()).isFalse();
  }

  private static TrialReport tried(Candidate candidate) throws InterruptedException {
    return new Trial(candidate, 3, (_, _, _) -> {})
        .of(Rubrics.load("classpath:rubrics/*.md", ""), SheetFile.committed(), false);
  }
}
