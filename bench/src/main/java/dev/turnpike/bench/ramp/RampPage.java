package dev.turnpike.bench.ramp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A ramp for readers. */
final class RampPage {
  /** Above this the generator itself was late, and the times are partly its own. */
  private static final double LATE_MILLIS = 5;

  private final RampResult result;

  RampPage(RampResult result) {
    this.result = result;
  }

  /** The whole page, as Markdown. */
  List<String> lines(String picture) {
    List<String> lines = new ArrayList<>();
    lines.add("# Ramp: " + result.name());
    lines.add("");
    lines.add(
        "%s, %s, commit `%s`%s. Model `%s`, the simulated one, which stands in for a real one."
            .formatted(
                result.startedAt(),
                result.system(),
                result.checkout().shortCommit(),
                result.checkout().dirty() ? " with changes" : "",
                result.settings().model()));
    lines.add("");
    lines.addAll(summary());
    lines.add("");
    lines.add("![First token and answers per second by rate](%s.svg)".formatted(picture));
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(circumstances());
    return lines;
  }

  /** The table alone; times in milliseconds from when a turn was due. */
  List<String> table() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| chats/s asked | arrived/s | in time/s, Turnpike / direct | first token p50 / p99,"
            + " Turnpike | … direct | **… added** | refused | failed | at once |"
            + " generator late p99 | processors: system, model + bench, others | holds |");
    rows.add("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
    result.steps().forEach(step -> rows.add(row(step)));
    return rows;
  }

  private String row(StepResult step) {
    SideFigures ours = step.turnpike();
    SideFigures direct = step.model();
    return String.format(
        Locale.ROOT,
        "| %.1f%s | %.1f | %.1f / %.1f | %.0f / %.0f | %.0f / %.0f | **%+.1f / %+.1f** | %d | %d"
            + " | %d | %.1f | %s, %.2f | %s |",
        step.rate(),
        step.attempt() > 1 ? ", again" : "",
        ours.arrivedPerSecond(),
        ours.inTimePerSecond(),
        direct.inTimePerSecond(),
        ours.firstToken().p50(),
        ours.firstToken().p99(),
        direct.firstToken().p50(),
        direct.firstToken().p99(),
        step.added().p50(),
        step.added().p99(),
        ours.refused(),
        step.failed(),
        ours.mostAtOnce(),
        ours.late().p99(),
        processors(step.processors()),
        step.otherProcessors(),
        result.bounds().hold(step)
            ? "yes"
            : "no: " + String.join("; ", result.bounds().broken(step)));
  }

  /** What came out, a sentence each. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(knee());
    if (result.overload() != null) {
      lines.add("");
      lines.add(inWords(result.overload()));
    }
    result.complaints().forEach(complaint -> lines.addAll(List.of("", "**" + complaint + "**")));
    return lines;
  }

  private String knee() {
    Knee knee = result.knee();
    if (knee.perSecond() == 0) {
      return "No rate held.";
    }
    if (knee.brokenPerSecond() == null) {
      return String.format(
          Locale.ROOT,
          "**%.1f chats a second held, and that was the last step: the knee lies higher.**",
          knee.perSecond());
    }
    return String.format(
        Locale.ROOT,
        "**The knee is at %.1f chats a second**: they held, %.1f did not (%s).",
        knee.perSecond(),
        knee.brokenPerSecond(),
        String.join("; ", knee.why()));
  }

  private List<String> circumstances() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "A rate holds if %.0f %% of its chats have their right and whole answer in time, and if"
                + " the first token comes at most %.0f ms later than directly, p99 against p99.",
            100 * result.bounds().inTimeShare(),
            result.bounds().addedMillis()));
    lines.add("");
    lines.addAll(lateness());
    lines.addAll(failures());
    lines.add("Arrivals have the seed %d.".formatted(result.settings().seed()));
    lines.add("");
    lines.add("Machine: %s.".formatted(result.machine().inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
    return lines;
  }

  private List<String> lateness() {
    String late =
        result.steps().stream()
            .filter(step -> step.turnpike().late().p99() > LATE_MILLIS)
            .map(step -> String.format(Locale.ROOT, "%.1f", step.rate()))
            .distinct()
            .collect(Collectors.joining(", "));
    return late.isEmpty()
        ? List.of(
            "The generator was never more than %.0f ms late at p99.".formatted(LATE_MILLIS), "")
        : List.of(
            ("**The generator itself was late** (p99 over %.0f ms) at %s chats a second: it shares the"
                    + " processors, and part of the times is its own.")
                .formatted(LATE_MILLIS, late),
            "");
  }

  private List<String> failures() {
    Map<String, Integer> failures = new TreeMap<>();
    result.steps().forEach(step -> count(step.turnpike(), "Turnpike", failures));
    result.steps().forEach(step -> count(step.model(), "direct", failures));
    if (result.overload() != null) {
      count(result.overload().turnpike(), "Turnpike, overloaded", failures);
    }
    List<String> lines = new ArrayList<>();
    failures.forEach((reason, count) -> lines.add("- %s: %d".formatted(reason, count)));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static void count(SideFigures side, String name, Map<String, Integer> failures) {
    side.failures()
        .forEach((reason, count) -> failures.merge(name + ", " + reason, count, Integer::sum));
  }

  /** Without bench and model, and those two. */
  private static String processors(Map<String, Double> groups) {
    double helpers = groups.getOrDefault("bench", 0.0) + groups.getOrDefault("model", 0.0);
    double all = groups.values().stream().mapToDouble(Double::doubleValue).sum();
    return String.format(Locale.ROOT, "%.2f, %.2f", all - helpers, helpers);
  }

  static String inWords(StepResult step, Bounds bounds) {
    return String.format(
        Locale.ROOT,
        "%.1f/s: first token %+.1f / %+.1f ms, %.1f %% in time, %d refused, %d failed%s",
        step.rate(),
        step.added().p50(),
        step.added().p99(),
        100 * step.turnpike().inTimeShare(),
        step.turnpike().refused(),
        step.failed(),
        bounds.hold(step) ? "" : "; does not hold");
  }

  static String inWords(Overload overload) {
    SideFigures side = overload.turnpike();
    return String.format(
        Locale.ROOT,
        "At %.1f chats a second for %.0f s, which is far too much, %d arrived: %d were answered,"
            + " each rightly and to its end (first token p50 %.1f s, p99 %.1f s), %d were refused"
            + " with Retry-After, %d failed.",
        overload.rate(),
        overload.seconds(),
        side.arrived(),
        overload.answered(),
        side.firstToken().p50() / 1000,
        side.firstToken().p99() / 1000,
        side.refused(),
        side.failed());
  }
}
