package dev.turnpike.bench.check;

import dev.turnpike.bench.compare.Ratios;
import java.util.function.ToDoubleFunction;

/** What is compared, which way is better, and by how much it may differ at least. */
enum Metric {
  RATE("turns/s over direct", true, 0.01, 0, "a hundredth, for where in a block turns begin"),
  FIRST_TOKEN_P50(
      "first token p50, added over direct", false, 0.01, 0, "2 ms of the model's 200, for timers"),
  FIRST_TOKEN_P99(
      "first token p99, added over direct", false, 0.05, 0, "10 ms of 200: few turns are so slow"),
  END("end p50, added over direct", false, 0.005, 0, "6 ms of the answer's 1,180, for timers"),
  CPU("CPU a token, path over model", false, 0, 0.1, "a tenth, for clocks that neighbours slow"),
  BYTES("bytes a token over direct", false, 0, 0.02, "2 %, as load decides how tokens are grouped");

  private final String words;
  private final boolean moreIsBetter;
  private final double least;
  private final double leastPart;
  private final String reason;

  /**
   * @param least difference that means nothing, in the metric's own measure
   * @param leastPart the same in parts of the baseline
   * @param reason why so much means nothing
   */
  Metric(String words, boolean moreIsBetter, double least, double leastPart, String reason) {
    this.words = words;
    this.moreIsBetter = moreIsBetter;
    this.least = least;
    this.leastPart = leastPart;
    this.reason = reason;
  }

  String words() {
    return words;
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }

  double least(double baseline) {
    return Math.max(least, leastPart * Math.abs(baseline));
  }

  String reason() {
    return reason;
  }

  double of(Ratios ratios) {
    return figure().applyAsDouble(ratios);
  }

  private ToDoubleFunction<Ratios> figure() {
    return switch (this) {
      case RATE -> Ratios::rate;
      case FIRST_TOKEN_P50 -> Ratios::firstTokenP50;
      case FIRST_TOKEN_P99 -> Ratios::firstTokenP99;
      case END -> Ratios::end;
      case CPU -> Ratios::cpu;
      case BYTES -> Ratios::bytes;
    };
  }
}
