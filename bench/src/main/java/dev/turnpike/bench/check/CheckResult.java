package dev.turnpike.bench.check;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One comparison of a result with the baseline: all that its file holds. */
record CheckResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    Baseline baseline,
    long failed,
    double otherProcessors,
    List<Verdict> verdicts) {

  CheckResult {
    verdicts = List.copyOf(verdicts);
  }

  static CheckResult of(Baseline baseline, Measured measured) {
    return new CheckResult(
        measured.name(),
        measured.startedAt(),
        measured.checkout(),
        measured.machine(),
        baseline,
        measured.level().turnpike().failed() + measured.level().model().failed(),
        measured.level().noise().otherProcessorsDuringTurnpike(),
        Arrays.stream(Metric.values())
            .map(
                metric ->
                    Verdict.of(
                        metric,
                        baseline.figures().getOrDefault(metric, new Figure(0, 0, 0, 0)),
                        Figure.of(metric, measured.level())))
            .toList());
  }

  boolean passed() {
    return failed == 0 && verdicts.stream().allMatch(Verdict::passed);
  }

  boolean better() {
    return verdicts.stream().anyMatch(each -> each.outcome() == Verdict.Outcome.BETTER);
  }

  /** The table and what follows from it. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| ratio | baseline | now | allowed | | why it may differ so much |");
    rows.add("|---|---:|---:|---:|:---:|---|");
    verdicts.forEach(verdict -> rows.add(verdict.row()));
    rows.add("");
    if (failed > 0) {
      rows.add("✗ %d turns failed or had a wrong text.".formatted(failed));
    }
    rows.add(
        passed()
            ? "✓ As good as the baseline, or better."
            : "✗ Worse than the baseline allows. Repeat it on a quiet machine before you look for the reason.");
    if (passed() && better()) {
      rows.add("Better than the baseline allows: take it over with --accept.");
    }
    rows.add(
        String.format(
            Locale.ROOT, "Others used %.1f processors during Turnpike's blocks.", otherProcessors));
    return rows;
  }

  List<String> page(String picture) {
    List<String> lines = new ArrayList<>();
    lines.add("# Check against the baseline: " + name);
    lines.add("");
    lines.add(
        "%s, commit `%s`%s, against `%s` of commit `%s`; %d streams at once, model `%s`, which is the simulated one, a stand-in."
            .formatted(
                startedAt,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                baseline.source(),
                baseline.checkout().shortCommit(),
                baseline.concurrency(),
                baseline.settings().model()));
    lines.add("");
    lines.addAll(rows());
    lines.add("");
    lines.add("![The ratios, pair of blocks by pair](%s.svg)".formatted(picture));
    lines.add("");
    lines.add(
        "Machine: %s; the baseline's: %s."
            .formatted(machine.inWords(), baseline.machine().inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
    return lines;
  }

  /** Each ratio by pair of blocks, with the baseline and what is allowed. */
  String picture(Measured measured) {
    return LinePlot.stacked(
        "Ratios against the baseline",
        "%s, commit %s; the model is a simulated one"
            .formatted(startedAt.toString().substring(0, 10), checkout.shortCommit()),
        verdicts.stream().map(verdict -> plot(verdict, measured)).toList());
  }

  private static LinePlot plot(Verdict verdict, Measured measured) {
    List<Double> values = Figure.byPair(verdict.metric(), measured.level());
    List<Point> points = new ArrayList<>();
    for (int pair = 0; pair < values.size(); pair++) {
      points.add(new Point(pair + 1.0, values.get(pair)));
    }
    String words = verdict.metric().words();
    return LinePlot.of(words, "", Axis.linear("pair of blocks"), Axis.linear("ratio"))
        .line("now, by pair", points)
        .limit("baseline", verdict.baseline().value())
        .limit("allowed", verdict.allowed());
  }
}
