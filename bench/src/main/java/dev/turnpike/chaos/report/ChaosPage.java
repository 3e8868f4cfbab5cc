package dev.turnpike.chaos.report;

import dev.turnpike.chaos.audit.TurnHistory;
import dev.turnpike.chaos.audit.Verdict;
import dev.turnpike.chaos.cluster.Chronicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result as a page of Markdown. */
final class ChaosPage {
  private ChaosPage() {}

  static List<String> lines(ChaosResult result, String stem) {
    List<String> lines = new ArrayList<>();
    lines.add("# Chaos: " + (result.passed() ? "all guarantees kept" : "FAILED"));
    lines.add("");
    lines.add("`%s`".formatted(result.command()));
    lines.add("");
    lines.add(
        "Commit %s%s, %s to %s, %s (%d processors, %d MB), %s, %s."
            .formatted(
                result.checkout().commit(),
                result.checkout().dirty() ? " with changes" : "",
                result.startedAt(),
                result.endedAt(),
                result.machine().processor(),
                result.machine().processors(),
                result.machine().memoryMegabytes(),
                result.machine().kernel(),
                result.machine().jdk()));
    lines.add("");
    lines.add("![The course of the run](%s.svg)".formatted(stem));
    lines.add("");
    lines.add("A simulated model gave the answers; clients and model ran on the same machine.");
    lines.add("");
    lines.add("| | claim | looked at | bound | measured |");
    lines.add("|---|---|---|---|---|");
    result.verdicts().forEach(verdict -> lines.add(row(verdict)));
    lines.add("");
    ChaosTable.figures(result.figures()).forEach(line -> lines.add("- " + line));
    lines.add("- " + ChaosTable.course(result.course()));
    lines.add("- " + ChaosTable.peaks(result.peaks()));
    result.takeovers().forEach(takeover -> lines.add("- " + ChaosTable.takeover(takeover)));
    if (!result.settled()) {
      lines.add("- the cluster did not come to rest after everything was mended");
    }
    violations(result, lines);
    for (TurnHistory history : result.histories()) {
      lines.add("");
      lines.add("## The history of turn " + history.turn());
      lines.add("");
      lines.add("```");
      lines.addAll(history.lines());
      lines.add("```");
    }
    lines.add("");
    lines.add("## What was done");
    lines.add("");
    Timeline.lines(result.startedAt(), result.troubles()).forEach(line -> lines.add("- " + line));
    lines.add("");
    lines.add("## What happened to the parts");
    lines.add("");
    result.happened().forEach(entry -> lines.add("- " + happened(entry, result)));
    return lines;
  }

  private static String row(Verdict verdict) {
    return "| %s | %s %s | %d %s | %s | %s |"
        .formatted(
            verdict.kept() ? "✓" : "✗",
            verdict.guarantee(),
            verdict.promise(),
            verdict.checked(),
            verdict.unit(),
            verdict.bound(),
            verdict.measured());
  }

  private static void violations(ChaosResult result, List<String> lines) {
    for (Verdict verdict : result.verdicts()) {
      if (!verdict.kept()) {
        lines.add("");
        lines.add("## Violations of " + verdict.guarantee());
        lines.add("");
        verdict.violations().forEach(each -> lines.add("- " + each.replace("\n", "\n  ")));
      }
    }
  }

  private static String happened(Chronicle.Entry entry, ChaosResult result) {
    return String.format(
        Locale.ROOT,
        "%.1f s: %s",
        Duration.between(result.startedAt(), entry.at()).toMillis() / 1000.0,
        entry);
  }
}
