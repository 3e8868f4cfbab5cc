package dev.turnpike.bench.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far others disturbed a measurement.
 *
 * @param otherProcessorsDuringTurnpike processors that anything but the system, its model and the
 *     bench kept busy while Turnpike was measured
 * @param loadAverage the highest seen
 */
public record Noise(
    double otherProcessorsDuringTurnpike,
    double otherProcessorsDuringModel,
    double loadAverage,
    List<OfPair> pairs) {

  /**
   * @param addedToFirstToken milliseconds, p50 against p50
   * @param ratios null in results from before they were kept
   */
  public record OfPair(
      double addedToFirstToken,
      double otherProcessorsDuringTurnpike,
      double otherProcessorsDuringModel,
      @Nullable Ratios ratios) {}
}
