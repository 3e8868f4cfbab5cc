package dev.turnpike.bench.micro;

import dev.turnpike.bench.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for readers. */
final class MicroTable {

  private MicroTable() {}

  /** With heading and circumstances, as Markdown. */
  static String markdown(MicroResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("# Micro-benchmarks: " + result.name());
    lines.add("");
    lines.add(
        "%s, commit `%s`%s. Mean ± half of its 99.9 %% confidence interval."
            .formatted(
                result.startedAt(),
                result.checkout().shortCommit(),
                result.checkout().dirty() ? " with changes" : ""));
    lines.add("");
    lines.addAll(lines(result));
    lines.add("");
    lines.add(circumstances(result));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
    return String.join("\n", lines) + "\n";
  }

  /** The table alone, its columns aligned. */
  static List<String> lines(MicroResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(row("benchmark", "with", "ns each", "±", "bytes each", "bytes per token"));
    lines.add(
        "|%s|%s|%s:|%s:|%s:|%s:|"
            .formatted(
                "-".repeat(43),
                "-".repeat(30),
                "-".repeat(10),
                "-".repeat(9),
                "-".repeat(11),
                "-".repeat(16)));
    for (Figure figure : result.figures()) {
      lines.add(
          row(
              figure.benchmark(),
              figure.choice(),
              number(1, figure.nanos()),
              number(1, figure.error()),
              number(0, figure.bytes()),
              figure.perToken() ? number(0, figure.bytes()) : ""));
    }
    return lines;
  }

  private static String circumstances(MicroResult result) {
    Machine machine = result.machine();
    MicroSettings settings = result.settings();
    return String.format(
        Locale.ROOT,
        "%d JVMs (`%s`), in each %d iterations of %d ms after %d to warm up. Machine: %s × %d, %d MB,"
            + " %s, %s; load average %.1f before.",
        settings.forks(),
        String.join(" ", settings.javaOptions()),
        settings.iterations(),
        settings.iterationMillis(),
        settings.warmUps(),
        machine.processor(),
        machine.processors(),
        machine.memoryMegabytes(),
        machine.kernel(),
        machine.jdk(),
        result.loadAverageBefore());
  }

  private static String row(
      String benchmark, String with, String nanos, String error, String bytes, String perToken) {
    return String.format(
        "| %-41s | %-28s | %9s | %8s | %10s | %15s |",
        benchmark, with, nanos, error, bytes, perToken);
  }

  private static String number(int decimals, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
