package dev.turnpike.bench.growth;

import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A result as a page, and as its picture. */
final class GrowthPage {
  private static final int STEPS = 40;

  private GrowthPage() {}

  /**
   * @param picture the name of its file
   */
  static List<String> lines(GrowthResult result, String picture) {
    List<String> lines = new ArrayList<>();
    lines.add("# Growth: " + result.name());
    lines.add("");
    lines.add(
        "%s, an own system, each service and the simulated model (a stand-in for a real one) in its own JVM, commit `%s`%s; %d rounds of %d s at each size."
            .formatted(
                result.startedAt(),
                result.checkout().shortCommit(),
                result.checkout().dirty() ? " with changes" : "",
                result.rounds(),
                result.blockSeconds()));
    lines.add("");
    lines.add("![What grows with what](%s)".formatted(picture));
    lines.add("");
    result.growths().forEach(growth -> add(lines, growth));
    lines.add("Machine: %s.".formatted(result.machine().inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
    return lines;
  }

  private static void add(List<String> lines, Growth growth) {
    Dimension dimension = growth.dimension();
    lines.add("## %s %s".formatted(dimension.unit(), dimension.meaning()));
    lines.add("");
    growth.sentences().forEach(sentence -> lines.add("- " + sentence));
    lines.add("");
    lines.add(
        row(
            dimension.unit(),
            growth.samples().stream()
                .map(sample -> String.format(Locale.ROOT, "%,d", sample.size()))
                .toList()));
    lines.add("|---|" + "---:|".repeat(growth.samples().size()));
    for (Metric metric : Metric.values()) {
      if (growth.laws().containsKey(metric)) {
        lines.add(
            row(
                metric.words() + ", " + metric.unit(),
                growth.points(metric).stream().map(p -> Words.number(p.value())).toList()));
      }
    }
    lines.add(
        row(
            "processor ms a turn by process",
            growth.samples().stream().map(sample -> words(sample.cpuPerTurn())).toList()));
    lines.add(
        row(
            "MB by process",
            growth.samples().stream().map(sample -> words(sample.megabytes())).toList()));
    lines.add("");
  }

  private static String row(String name, List<String> values) {
    return "| %s | %s |".formatted(name, String.join(" | ", values));
  }

  private static String words(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + " " + Words.number(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A panel for all that grows or falls with something: what was measured, and the law. */
  static String picture(GrowthResult result) {
    List<LinePlot> plots = new ArrayList<>();
    for (Growth growth : result.growths()) {
      for (Metric metric : Metric.values()) {
        Law law = growth.laws().get(metric);
        if (law != null && law.kind() != Law.Kind.CONSTANT) {
          plots.add(plot(growth, metric, law));
        }
      }
    }
    return LinePlot.inPairs(
        "What a turn and a stream cost as things grow; what stays the same is left out",
        "commit %s, %s".formatted(result.checkout().shortCommit(), result.machine().inWords()),
        plots);
  }

  private static LinePlot plot(Growth growth, Metric metric, Law law) {
    List<Law.Point> points = growth.points(metric);
    double first = points.getFirst().size();
    double times = points.getLast().size() / first;
    List<Point> fit = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      double size = first * Math.pow(times, (double) step / STEPS);
      fit.add(new Point(size, law.at(size)));
    }
    return LinePlot.of(
            metric.words() + " by " + growth.dimension().unit(),
            "",
            Axis.logarithmic(growth.dimension().unit()),
            Axis.linear(metric.unit()))
        .line("measured", points.stream().map(p -> new Point(p.size(), p.value())).toList())
        .dashed("law: " + law.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), fit);
  }
}
