package dev.turnpike.memory.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people, in Markdown that also reads well on a terminal. */
public final class ReportTable {

  private static final String HEAD =
      "| %-14s | dialogues | turns | stored of expected | precision | recall | contradictions | forbidden | duplicates | @1 | @3 | @8 | calls |";
  private static final String RULE =
      "|" + "-".repeat(16) + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

  private static final String NONE = "–";

  private ReportTable() {}

  /** All of it. */
  public static List<String> lines(Report report) {
    var lines = new ArrayList<String>();
    lines.add(HEAD.formatted("category"));
    lines.add(RULE);
    report
        .categories()
        .forEach(
            (name, part) ->
                lines.add(row(name, part.score(), Long.toString(part.consumed().calls()))));
    lines.add(row("**all**", report.total().score(), calls(report)));
    lines.add("");
    lines.add(HEAD.formatted("language"));
    lines.add(RULE);
    report.languages().forEach((language, score) -> lines.add(row(language, score, "")));
    lines.add("");
    lines.add("| gate | measured | |");
    lines.add("|---|--:|---|");
    report.gates().forEach(gate -> lines.add(gate(gate)));
    lines.add("");
    lines.add(told(report));
    return lines;
  }

  private static String calls(Report report) {
    return Long.toString(report.total().consumed().calls());
  }

  private static String row(String name, Score score, String calls) {
    return "| %-14s | %d | %d | %d of %d | %s | %s | %d | %d | %d | %s | %s | %s | %s |"
        .formatted(
            name,
            score.dialogues(),
            score.turns(),
            score.stored(),
            score.expected(),
            score.stored() == 0 ? NONE : percent(score.precision()),
            percent(score.recall()),
            score.forbidden(Marker.CONTRADICTION),
            score.allForbidden() - score.forbidden(Marker.CONTRADICTION),
            score.duplicates(),
            percent(score.recallAt(1)),
            percent(score.recallAt(3)),
            percent(score.recallAt(8)),
            calls);
  }

  private static String gate(Gate gate) {
    return "| %s | %s | %s |"
        .formatted(gate.rule(), gate.measured(), gate.passed() ? "passed" : "**failed**");
  }

  private static String told(Report report) {
    return String.format(
        Locale.ROOT,
        "%s, extractor %s, %s; %s; %.0f s.",
        who(report),
        report.extractor(),
        report.embedding(),
        report.total().consumed(),
        report.took().toMillis() / 1000.0);
  }

  private static String who(Report report) {
    return switch (report.examinee()) {
      case PERFECT -> "The dialogues' own answers (everything but a model's wit)";
      case SIMULATED ->
          "The simulated model %s, which knows few patterns".formatted(report.model());
      case MODEL -> "The model " + report.model();
    };
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * part);
  }
}
