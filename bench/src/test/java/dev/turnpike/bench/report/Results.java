package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.Cost;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Noise;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.Memory;
import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Spread;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A made-up result. */
final class Results {
  private Results() {}

  static Result of(LevelResult... levels) {
    Instant started = Instant.parse("2026-01-02T03:04:05Z");
    return new Result(
        Result.FORMAT,
        "sample",
        started,
        started.plusSeconds(60),
        new Checkout("0123456789abcdef", true),
        new Machine("Processor <A> & Co", 2, 24_000, "Linux 6", "Vendor 25"),
        "an own system",
        new Settings(List.of(1, 50), 60, 0, 6, 20, "sim:ttft=200", 8, 8, false, 30),
        List.of(levels));
  }

  static LevelResult level(int users, Map<String, Integer> failures) {
    SideResult turnpike = side(205, failures);
    SideResult model = side(200, Map.of());
    return new LevelResult(
        users,
        turnpike,
        model,
        new LevelResult.Added(
            turnpike.firstToken().minus(model.firstToken()),
            turnpike.gap().minus(model.gap()),
            turnpike.whole().minus(model.whole()),
            new Spread(3, 4, 4.5, 5, 5.5, 6),
            new LevelResult.Quietest(1, 0.1, new Quantiles.Difference(1, 2, 3, 4))),
        0.99,
        new Cost(123.4, 100, 20, Map.of("turnpike", 123.4, "model", 8.0), 40),
        Map.of("turnpike", new Memory(500, 600), "model", new Memory(70, 80)),
        new Noise(0.1, 0.2, 1.5, List.of(new Noise.OfPair(5, 0.1, 0.2, null))),
        new LevelResult.Curves(curve(), curve(), curve(), curve()));
  }

  private static SideResult side(double firstToken, Map<String, Integer> failures) {
    int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    Quantiles gap = new Quantiles(9, 20, 20, 21, 22, 23, 24);
    Quantiles first =
        new Quantiles(9, firstToken, firstToken, firstToken + 1, firstToken + 9, 0, 0);
    return new SideResult(10, 0, failed, failures, 500, first, gap, first, gap, 0.8, 140);
  }

  private static List<Distribution.Point> curve() {
    Distribution distribution = new Distribution();
    for (int i = 0; i < 2_000; i++) {
      distribution.add(20_000_000 + i * 1_000L);
    }
    return distribution.curve();
  }
}
