package dev.turnpike.bench.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the model says, as a table, figures and a picture. */
record ScalingReport(Costs costs, Workload workload, List<Deployment> steps) {

  static final double MILLION = 1e6;

  ScalingReport {
    steps = List.copyOf(steps);
  }

  /** Writes the table and the picture, and returns the table's path. */
  Path write(Path folder, String stem, String head) throws IOException {
    Files.createDirectories(folder);
    var plot = new ScalingPlot(model()).svg(steps);
    Files.writeString(folder.resolve(stem + ".svg"), plot);
    Path table = folder.resolve(stem + ".md");
    var lines = new ArrayList<String>();
    lines.add(head);
    lines.add("");
    lines.addAll(rows());
    lines.add("");
    lines.add("![What is busy, by streams at once](%s.svg)".formatted(stem));
    Files.writeString(table, String.join("\n", lines) + "\n");
    return table;
  }

  List<String> rows() {
    var model = model();
    var rows = new ArrayList<String>();
    rows.add(
        String.format(
            Locale.ROOT,
            "An answer: first token after %.1f s, %.0f tokens at %.0f a second, so %.1f s. A million of them at once: %,.0f turns/s, %,.0f tokens/s.",
            workload.firstToken(),
            workload.tokens(),
            workload.rate(),
            workload.seconds(),
            workload.turnsPerSecond(MILLION),
            workload.tokensPerSecond(MILLION)));
    rows.add("");
    rows.add("| step | bounded by | streams at 60 % | what breaks first |");
    rows.add("|---|---|---:|---|");
    for (var step : steps) {
      double limit = model.limit(step);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | **%,.0f** | %s |",
              step.change(),
              step.inWords(),
              limit,
              model.busiest(step, limit).name()));
    }
    rows.add("");
    nodes(model, rows);
    rows.add("");
    rows.add("| figure | | from |");
    rows.add("|---|---:|---|");
    for (var figure : costs.all()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s %s | %s |",
              figure.name(),
              number(figure.value()),
              figure.unit(),
              figure.source()));
    }
    return rows;
  }

  private void nodes(CapacityModel model, List<String> rows) {
    var last = steps.getLast();
    rows.add("| streams, " + last.change() + " | ingress | workers | brokers | busiest |");
    rows.add("|---:|---:|---:|---:|---|");
    for (double streams = 1_000; streams <= MILLION; streams *= 10) {
      var fleet = model.fleet(last, streams);
      var busiest = model.busiest(last, streams);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %,.0f | %,d | %,d | %,d | %s, %.0f %%, each waits %.1f × its own time |",
              streams,
              fleet.ingress(),
              fleet.workers(),
              fleet.brokers(),
              busiest.name(),
              busiest.utilisation() * 100,
              busiest.slowdown()));
    }
  }

  private CapacityModel model() {
    return new CapacityModel(costs, workload);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
