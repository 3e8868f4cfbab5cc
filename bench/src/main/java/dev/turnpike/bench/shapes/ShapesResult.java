package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run: all that its file holds.
 *
 * @param concurrency how many streams at once
 */
record ShapesResult(
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    int concurrency,
    int secondsPerSide,
    List<ShapeResult> shapes) {

  ShapesResult {
    shapes = List.copyOf(shapes);
  }

  boolean succeeded() {
    return !shapes.isEmpty() && shapes.stream().allMatch(ShapeResult::succeeded);
  }

  /** The table alone. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| shape | turns, Turnpike + direct | direct: first token p50 | **added** p50 / p99"
            + " | quartiles of pairs | end, added p50 | CPU ms a turn | … of what follows"
            + " | bytes a token | failed |");
    rows.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    shapes.forEach(shape -> rows.add(row(shape)));
    return rows;
  }

  /** The whole page. */
  List<String> page(String picture) {
    List<String> lines = new ArrayList<>();
    lines.add("# Turns of different shapes: " + name);
    lines.add("");
    lines.add(
        "%s, commit `%s`%s, %d streams at once, each side %d s of each shape in alternating blocks. Own systems, each service in its own JVM. The model on both sides is the simulated one, a stand-in. Times in milliseconds."
            .formatted(
                startedAt,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                concurrency,
                secondsPerSide));
    lines.add("");
    lines.addAll(rows());
    lines.add("");
    lines.add("![What Turnpike adds to each shape](%s.svg)".formatted(picture));
    lines.add("");
    shapes.forEach(shape -> lines.addAll(circumstances(shape)));
    lines.add("");
    lines.add("Machine: %s.".formatted(machine.inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
    return lines;
  }

  private static String row(ShapeResult shape) {
    return String.format(
        Locale.ROOT,
        "| %s | %d + %d | %.1f | **%+.1f / %+.1f** | %.1f … %.1f … %.1f | %+.1f | %.1f | %.1f | %.1f | %d |",
        shape.name(),
        shape.turnpike().turns(),
        shape.direct().turns(),
        shape.direct().firstToken().p50(),
        shape.added().firstToken().p50(),
        shape.added().firstToken().p99(),
        shape.added().firstTokenByPair().lower(),
        shape.added().firstTokenByPair().median(),
        shape.added().firstTokenByPair().upper(),
        shape.added().whole().p50(),
        shape.cpuMillisPerTurn(),
        shape.followingCpuMillisPerTurn(),
        shape.turnpike().bytesPerToken(),
        shape.turnpike().failed() + shape.direct().failed());
  }

  private static List<String> circumstances(ShapeResult shape) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "- %s: model `%s`, %s; others used %.1f processors during Turnpike's blocks, %.1f during direct ones",
            shape.name(),
            shape.model(),
            shape.system(),
            shape.noise().otherProcessorsDuringTurnpike(),
            shape.noise().otherProcessorsDuringModel()));
    failures(lines, "Turnpike", shape.turnpike());
    failures(lines, "direct", shape.direct());
    return lines;
  }

  private static void failures(List<String> lines, String side, SideResult figures) {
    figures
        .failures()
        .forEach((reason, count) -> lines.add("  - %s: %d × %s".formatted(side, count, reason)));
  }
}
