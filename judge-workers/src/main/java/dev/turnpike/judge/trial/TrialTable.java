package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Interval;
import dev.turnpike.judge.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A report for people, in Markdown that also reads well on a terminal. */
public final class TrialTable {

  private static final String NONE = "–";
  private static final String ALL = "**all**";

  private TrialTable() {}

  /** Who judged, the figures, and the gates. */
  public static List<String> lines(TrialReport report) {
    var lines = new ArrayList<String>();
    lines.add(who(report));
    lines.add("");
    scores(report, lines);
    lines.add("");
    pairs(report, lines);
    lines.add("");
    kinds(report, lines);
    lines.add("");
    lines.add("| gate | measured | |");
    lines.add("|---|--:|---|");
    for (Gate gate : report.gates()) {
      lines.add(
          "| %s | %s | %s |"
              .formatted(gate.rule(), gate.measured(), gate.passed() ? "passed" : "**failed**"));
    }
    lines.add("");
    remarks(report, lines);
    return lines;
  }

  private static String who(TrialReport report) {
    return switch (report.kind()) {
      case PERFECT ->
          "**The labels themselves were played**: this measures the measuring, and no judge.";
      case SIMULATED ->
          "**Simulated**: %s counts words and understands none. These figures say nothing about a real judge."
              .formatted(report.models());
      case MODEL -> "Judged by %s.".formatted(report.models());
    };
  }

  private static void scores(TrialReport report, List<String> lines) {
    lines.add(
        "| scores         | items | exact (95 %) | within a grade (95 %) | mean error (95 %) | kappa (95 %) | weighted kappa (95 %) | pass/fail kappa | tau-b | spread | widest | no verdict |");
    lines.add("|" + "-".repeat(16) + "|--:".repeat(11) + "|");
    for (Outcome outcome : report.outcomes()) {
      lines.add(scores(outcome.rubric().name(), Figures.of(outcome)));
    }
    lines.add(scores(ALL, report.total()));
  }

  private static String scores(String name, Figures figures) {
    var agreement = figures.agreement();
    return "| %-14s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %d of %d |"
        .formatted(
            name,
            agreement.items(),
            share(agreement.exact()),
            share(agreement.near()),
            estimate(agreement.error()),
            estimate(agreement.kappa()),
            estimate(agreement.weighted()),
            number(agreement.passing().value()),
            number(agreement.tau()),
            number(figures.steadiness().spread()),
            number(figures.steadiness().widest()),
            figures.consumption().failed(),
            figures.consumption().asked());
  }

  private static void pairs(TrialReport report, List<String> lines) {
    lines.add(
        "| pairs          | pairs | as labelled (95 %) | same winner in both orders (95 %) | for the first shown |");
    lines.add("|" + "-".repeat(16) + "|--:".repeat(4) + "|");
    for (Outcome outcome : report.outcomes()) {
      lines.add(pairs(outcome.rubric().name(), Preferences.of(outcome.compared())));
    }
    lines.add(pairs(ALL, report.total().preferences()));
  }

  private static String pairs(String name, Preferences preferences) {
    return "| %-14s | %d | %s | %s | %s |"
        .formatted(
            name,
            preferences.pairs(),
            share(preferences.right()),
            share(preferences.consistent()),
            percent(preferences.first().share()));
  }

  private static void kinds(TrialReport report, List<String> lines) {
    var kinds = new TreeMap<String, List<Scored>>();
    for (Outcome outcome : report.outcomes()) {
      for (Scored scored : outcome.scored()) {
        kinds.computeIfAbsent(scored.item().kind(), _ -> new ArrayList<>()).add(scored);
      }
    }
    lines.add("| what is hard        | items | exact | within a grade | mean error |");
    lines.add("|---------------------|--:|--:|--:|--:|");
    kinds.forEach(
        (kind, some) -> {
          var agreement = Agreement.of(some);
          lines.add(
              "| %-19s | %d | %s | %s | %s |"
                  .formatted(
                      kind,
                      agreement.items(),
                      percent(agreement.exact().share()),
                      percent(agreement.near().share()),
                      number(agreement.error().value())));
        });
  }

  private static void remarks(TrialReport report, List<String> lines) {
    for (Outcome outcome : report.outcomes()) {
      if (outcome.isOutdated()) {
        lines.add(
            "The labels under %s were given by its version %s, and this is %s: read them again."
                .formatted(
                    outcome.rubric().name(), outcome.writtenFor(), outcome.rubric().version()));
      }
    }
    if (!report.uncovered().isEmpty()) {
      lines.add(
          "Not covered, since nothing is labelled under them: %s."
              .formatted(String.join(", ", report.uncovered())));
    }
    var consumption = report.total().consumption();
    if (consumption.failure() != null) {
      lines.add("Why a verdict is missing, for instance: %s.".formatted(consumption.failure()));
    }
    var cost = consumption.costUsd();
    lines.add(
        String.format(
            Locale.ROOT,
            "Each item was judged %s, each pair in both orders; %,d tokens%s; %.0f s.",
            report.repeats() == 1 ? "once" : report.repeats() + " times",
            consumption.tokens(),
            cost == null ? "" : String.format(Locale.ROOT, ", %.4f US dollars", cost),
            report.took().toMillis() / 1000.0));
  }

  /** The items on which judge and label are two grades apart or more, the worst first. */
  public static List<String> misses(TrialReport report) {
    var lines = new ArrayList<String>();
    for (Outcome outcome : report.outcomes()) {
      outcome.scored().stream()
          .filter(scored -> scored.isJudged() && scored.steps() > 1)
          .sorted((one, other) -> other.steps() - one.steps())
          .forEach(
              scored ->
                  lines.add(
                      "| %s | %s | %s | %s | %s |"
                          .formatted(
                              outcome.rubric().name(),
                              scored.item().name(),
                              number(scored.item().label()),
                              number(scored.verdict().score()),
                              scored.item().why().replace("|", "\\|"))));
    }
    if (!lines.isEmpty()) {
      lines.addAll(
          0, List.of("| rubric | item | label | judge | why the label |", "|---|---|--:|--:|---|"));
    }
    return lines;
  }

  private static String share(Proportion proportion) {
    var interval = proportion.wilson();
    return proportion.trials() == 0
        ? NONE
        : "%s (%s to %s)"
            .formatted(
                percent(proportion.share()), percent(interval.low()), percent(interval.high()));
  }

  private static String estimate(Estimate estimate) {
    Interval interval = estimate.interval();
    return Double.isNaN(estimate.value())
        ? NONE
        : "%s (%s to %s)"
            .formatted(number(estimate.value()), number(interval.low()), number(interval.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
