package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.Cost;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Noise;
import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.stats.Rounded;

/**
 * What came out for one shape.
 *
 * @param system what follows the turns in it
 * @param cpuMillisPerTurn of ingress, worker, broker and database together
 * @param followingCpuMillisPerTurn of what goes on after the turns
 */
record ShapeResult(
    Aspect aspect,
    String name,
    String system,
    String model,
    SideResult turnpike,
    SideResult direct,
    LevelResult.Added added,
    double cpuMillisPerTurn,
    double followingCpuMillisPerTurn,
    Cost cpu,
    Noise noise) {

  static ShapeResult of(Shape shape, LevelResult level) {
    SideResult ours = level.turnpike();
    double thousandsOfTokens = ours.turns() == 0 ? 0 : ours.tokens() / 1000.0 / ours.turns();
    return new ShapeResult(
        shape.aspect(),
        shape.name(),
        shape.parts().words(),
        shape.model(),
        ours,
        level.model(),
        level.added(),
        Rounded.to(2, level.cpu().per1000Tokens() * thousandsOfTokens),
        Rounded.to(2, level.cpu().backgroundPer1000Tokens() * thousandsOfTokens),
        level.cpu(),
        level.noise());
  }

  boolean succeeded() {
    return turnpike.failed() + direct.failed() == 0 && turnpike.turns() > 0 && direct.turns() > 0;
  }
}
