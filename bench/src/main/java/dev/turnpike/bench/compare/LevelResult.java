package dev.turnpike.bench.compare;

import dev.turnpike.bench.machine.Memory;
import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Spread;
import java.util.List;
import java.util.Map;

/**
 * What came out at one concurrency.
 *
 * @param turnsPerSecondRatio Turnpike's rate in parts of the direct one
 * @param cpu all 0 where it can't be known, as with a system on another machine
 * @param memory of each group of processes, by its name
 */
public record LevelResult(
    int concurrency,
    SideResult turnpike,
    SideResult model,
    Added added,
    double turnsPerSecondRatio,
    Cost cpu,
    Map<String, Memory> memory,
    Noise noise,
    Curves curves) {

  /**
   * Turnpike's figures less the direct ones.
   *
   * @param firstTokenByPair the difference of the medians in each pair of blocks
   * @param quietest the same as {@code firstToken}, where others disturbed least
   */
  public record Added(
      Quantiles.Difference firstToken,
      Quantiles.Difference gap,
      Quantiles.Difference whole,
      Spread firstTokenByPair,
      Quietest quietest) {}

  /**
   * The quarter of the pairs of blocks during which others used the machine least.
   *
   * @param otherProcessors that others kept busy at most in any of them
   */
  public record Quietest(int pairs, double otherProcessors, Quantiles.Difference firstToken) {}

  /** For the picture. */
  public record Curves(
      List<Distribution.Point> firstTokenTurnpike,
      List<Distribution.Point> firstTokenModel,
      List<Distribution.Point> gapTurnpike,
      List<Distribution.Point> gapModel) {}

  public Ratios ratios() {
    double ofModel = cpu.byGroupPer1000Tokens().getOrDefault("model", 0.0);
    return Ratios.of(turnpike, model, ofModel == 0 ? 0 : cpu.per1000Tokens() / ofModel);
  }

  public boolean succeeded() {
    return turnpike.failed() + model.failed() == 0 && turnpike.turns() > 0 && model.turns() > 0;
  }
}
