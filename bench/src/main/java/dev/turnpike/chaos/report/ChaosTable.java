package dev.turnpike.chaos.report;

import dev.turnpike.chaos.audit.Comeback;
import dev.turnpike.chaos.audit.Figures;
import dev.turnpike.chaos.audit.Takeovers.Takeover;
import dev.turnpike.chaos.audit.TurnHistory;
import dev.turnpike.chaos.audit.Verdict;
import dev.turnpike.operations.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An outcome as lines for the console. */
public final class ChaosTable {
  private static final int MOST_SHOWN = 20;

  private ChaosTable() {}

  public static List<String> lines(Outcome outcome, Console console) {
    List<String> lines = new ArrayList<>();
    outcome.audit().verdicts().forEach(verdict -> lines.addAll(verdict(verdict, console)));
    lines.add("");
    lines.addAll(figures(outcome.audit().figures()));
    lines.add(course(Course.of(outcome.audit().lives())));
    lines.add(peaks(outcome.peaks()));
    outcome.audit().takeovers().forEach(takeover -> lines.add(takeover(takeover)));
    if (!outcome.settled()) {
      lines.add(console.cross() + " the cluster did not come to rest after everything was mended");
    }
    outcome.faults().forEach(fault -> lines.add(console.cross() + " " + fault));
    return lines;
  }

  /** What to look at after a run that failed: what was done when, and the violated turns. */
  public static List<String> failure(Outcome outcome, String command) {
    List<String> lines = new ArrayList<>();
    lines.add("Seed %d; again: %s".formatted(outcome.seed(), command));
    lines.add("");
    lines.add("What was done:");
    Timeline.lines(outcome.startedAt(), outcome.troubles()).forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.add("What happened to the parts:");
    outcome.entries().forEach(entry -> lines.add("  %s  %s".formatted(entry.at(), entry)));
    for (TurnHistory history : outcome.audit().histories()) {
      lines.add("");
      lines.addAll(history.lines());
    }
    return lines;
  }

  private static List<String> verdict(Verdict verdict, Console console) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %-9s %-42s %6d %-14s %s: %s"
            .formatted(
                verdict.kept() ? console.tick() : console.cross(),
                verdict.guarantee(),
                verdict.promise(),
                verdict.checked(),
                verdict.unit(),
                verdict.bound(),
                verdict.measured()));
    verdict.violations().stream().limit(MOST_SHOWN).forEach(each -> lines.add("    " + each));
    if (verdict.violations().size() > MOST_SHOWN) {
      lines.add("    and %d more".formatted(verdict.violations().size() - MOST_SHOWN));
    }
    return lines;
  }

  static List<String> figures(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d turns in the log, %d of them accepted; ends: %s"
            .formatted(figures.turns(), figures.accepted(), figures.ends()));
    lines.add(
        "%d turns started more than once, %d attempts given up, %d late events of fenced attempts"
            .formatted(figures.interrupted(), figures.attempts(), figures.lateEvents()));
    lines.add(
        "%d model calls for %d model steps: %d met a fault on purpose, %d were answered to the end"
            .formatted(
                figures.modelCalls(),
                figures.modelSteps(),
                figures.faultyCalls(),
                figures.wholeCalls()));
    figures.comebacks().forEach(each -> lines.add(comeback(each)));
    if (figures.strangers() > 0) {
      lines.add(
          "%d clients were cut off before they learnt their turn's id"
              .formatted(figures.strangers()));
    }
    return lines;
  }

  private static String comeback(Comeback comeback) {
    return "%d connections %s before the end; the next frame came after %d ms (p50), %d ms (p99), %d ms at most"
        .formatted(
            comeback.count(),
            comeback.cut(),
            comeback.p50Millis(),
            comeback.p99Millis(),
            comeback.mostMillis());
  }

  static String course(Course course) {
    return "%d turns under way (p50), %d at least, from the load's 10th second to its end"
        .formatted(course.medianInFlight(), course.leastInFlight());
  }

  static String peaks(Peaks peaks) {
    return "at most %d model calls at once; resident memory of workers at most %s MB"
        .formatted(
            peaks.modelCalls(),
            peaks.megabytes().entrySet().stream()
                .filter(each -> each.getKey().startsWith("agent-workers"))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0));
  }

  static String takeover(Takeover takeover) {
    return String.format(
        Locale.ROOT,
        "%s killed: %d turns taken over, the last after %.1f s%s",
        takeover.worker(),
        takeover.turns(),
        takeover.longest().toMillis() / 1000.0,
        takeover.overlapped().isEmpty() ? "" : "; not judged: " + takeover.overlapped());
  }
}
