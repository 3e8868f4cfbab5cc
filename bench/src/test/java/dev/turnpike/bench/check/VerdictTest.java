package dev.turnpike.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.bench.check.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  @ParameterizedTest
  @EnumSource
  void worseAndBetterAreToldApartOnBothSidesOfTheTolerance(Metric metric) {
    double least = metric.least(1);
    double better = metric.moreIsBetter() ? 1 : -1;

    assertThat(outcome(metric, 1 - better * (least + 0.001))).isEqualTo(Outcome.WORSE);
    assertThat(outcome(metric, 1 - better * (least - 0.001))).isEqualTo(Outcome.AS_BEFORE);
    assertThat(outcome(metric, 1 + better * (least - 0.001))).isEqualTo(Outcome.AS_BEFORE);
    assertThat(outcome(metric, 1 + better * (least + 0.001))).isEqualTo(Outcome.BETTER);
  }

  @Test
  void onlyWorseDoesNotPass() {
    assertThat(verdict(Metric.CPU, quiet(5), quiet(6)).passed()).isFalse();
    assertThat(verdict(Metric.CPU, quiet(5), quiet(5)).passed()).isTrue();
    assertThat(verdict(Metric.CPU, quiet(5), quiet(4)).passed()).isTrue();
  }

  @Test
  void theNoisierRunsQuartilesWidenTheTolerance() {
    Figure noisy = new Figure(0.05, 0.03, 0.07, 8);

    Verdict before = verdict(Metric.FIRST_TOKEN_P50, noisy, quiet(0.10));
    Verdict now = verdict(Metric.FIRST_TOKEN_P50, quiet(0.05), new Figure(0.10, 0.08, 0.12, 8));

    assertThat(before.tolerance()).isCloseTo(0.06, within(1e-9));
    assertThat(now.tolerance()).isCloseTo(0.06, within(1e-9));
    assertThat(before.passed() && now.passed()).isTrue();
    assertThat(before.reason()).contains("quartiles", "0.0400 before, 0.0000 now");
    assertThat(verdict(Metric.FIRST_TOKEN_P50, quiet(0.05), quiet(0.10)).passed()).isFalse();
  }

  @Test
  void aQuietRunMayDifferByWhatMeansNothing() {
    Verdict verdict = verdict(Metric.CPU, quiet(5), quiet(5.4));

    assertThat(verdict.tolerance()).isCloseTo(0.5, within(1e-9));
    assertThat(verdict.allowed()).isCloseTo(5.5, within(1e-9));
    assertThat(verdict.reason()).isEqualTo(Metric.CPU.reason());
  }

  @Test
  void aRowSaysAllThatIsNeededToDoubtIt() {
    assertThat(verdict(Metric.RATE, quiet(0.99), quiet(0.90)).row())
        .startsWith("| turns/s over direct | 0.9900 | 0.9000 | ≥ 0.9800 | ✗ |");
    assertThat(verdict(Metric.BYTES, quiet(0.5), quiet(0.4)).row())
        .startsWith("| bytes a token over direct | 0.5000 | 0.4000 | ≤ 0.5100 | ✓ better |");
  }

  private static Outcome outcome(Metric metric, double now) {
    return verdict(metric, quiet(1), quiet(now)).outcome();
  }

  private static Verdict verdict(Metric metric, Figure baseline, Figure now) {
    return Verdict.of(metric, baseline, now);
  }

  private static Figure quiet(double value) {
    return new Figure(value, value, value, 8);
  }
}
