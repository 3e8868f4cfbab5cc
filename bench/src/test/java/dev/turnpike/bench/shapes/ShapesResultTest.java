package dev.turnpike.bench.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.compare.Cost;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Noise;
import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Spread;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapesResultTest {
  private static final Shape USUAL = Shapes.of(Set.of(Aspect.SIZES)).getFirst();

  @Test
  void aRowSaysWhatWasAddedAndWhatATurnCosts() {
    ShapesResult result = result(level(Map.of()));

    assertThat(result.rows().getLast())
        .contains("| 20 + 10 | 200.0 | **+5.0 / +15.0** | 4.0 … 5.0 … 6.0 | +7.0 |")
        .endsWith("| 6.0 | 1.0 | 140.0 | 0 |");
    assertThat(result.succeeded()).isTrue();
  }

  /** 120 ms for 1,000 tokens, and 50 tokens a turn. */
  @Test
  void theCostOfATurnFollowsFromThatOfItsTokens() {
    ShapeResult shape = ShapeResult.of(USUAL, level(Map.of()));

    assertThat(shape.cpuMillisPerTurn()).isEqualTo(6);
    assertThat(shape.followingCpuMillisPerTurn()).isEqualTo(1);
  }

  @Test
  void aWrongTextFailsTheRunAndIsOnThePage() {
    ShapesResult result = result(level(Map.of("wrong text", 2)));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.page("stem")).contains("  - Turnpike: 2 × wrong text");
    assertThat(result.page("stem")).anyMatch(line -> line.contains("a stand-in"));
  }

  @Test
  void thePictureNamesEachShape() {
    assertThat(ShapesPicture.svg(result(level(Map.of())))).contains(Shapes.USUAL, "p99 +15.0 ms");
  }

  private static ShapesResult result(LevelResult level) {
    Instant started = Instant.parse("2026-01-02T03:04:05Z");
    return new ShapesResult(
        "sample",
        started,
        started.plusSeconds(60),
        new Checkout("0123456789abcdef", false),
        new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
        10,
        12,
        List.of(ShapeResult.of(USUAL, level)));
  }

  private static LevelResult level(Map<String, Integer> failures) {
    SideResult turnpike = side(20, 205, 215, 1187, 140, failures);
    SideResult direct = side(10, 200, 200, 1180, 300, Map.of());
    return new LevelResult(
        10,
        turnpike,
        direct,
        new LevelResult.Added(
            turnpike.firstToken().minus(direct.firstToken()),
            turnpike.gap().minus(direct.gap()),
            turnpike.whole().minus(direct.whole()),
            new Spread(3, 3, 4, 5, 6, 7),
            new LevelResult.Quietest(1, 0.1, new Quantiles.Difference(1, 2, 3, 4))),
        0.99,
        new Cost(120, 100, 20, Map.of("ingress-api-1", 120.0, "model", 40.0), 40),
        Map.of(),
        new Noise(0.1, 0.2, 1.5, List.of()),
        new LevelResult.Curves(List.of(), List.of(), List.of(), List.of()));
  }

  private static SideResult side(
      int turns,
      double p50,
      double p99,
      double whole,
      double bytes,
      Map<String, Integer> failures) {
    int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    Quantiles first = new Quantiles(turns, p50, p50, p99, p99, p99, p99);
    Quantiles gap = new Quantiles(turns, 20, 20, 21, 22, 23, 24);
    Quantiles end = new Quantiles(turns, whole, whole, whole, whole, whole, whole);
    return new SideResult(turns, 0, failed, failures, turns * 50L, first, gap, end, gap, 8, bytes);
  }
}
