package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.RubricInfo;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody needs who wants the same again. */
final class SettingsTable {

  private SettingsTable() {}

  static String of(View view) {
    var run = view.run();
    var settings = run.settings();
    var rows = new StringBuilder();
    row(rows, "asked", settings.system());
    row(
        rows,
        "data set",
        "%s, version %s, %d items"
            .formatted(run.dataset().name(), run.dataset().version(), run.dataset().items()));
    row(
        rows,
        "how",
        "%d times each, %d at once; it took %.1f s"
            .formatted(settings.repeats(), settings.concurrency(), run.seconds()));
    row(
        rows,
        "rubrics",
        run.rubrics().stream().map(SettingsTable::rubric).collect(Collectors.joining("; ")));
    row(
        rows,
        "comparison",
        String.format(
            Locale.ROOT,
            "tolerance %s, intervals of 95 %% from 2000 draws with the seed %d",
            settings.tolerance(),
            settings.seed()));
    row(rows, "commit", run.commit() + (run.dirty() ? " and changes to it" : ""));
    return "<section>\n<h2>How it was made</h2>\n<div class=\"card scroll\"><table>\n%s</table></div>\n</section>\n"
        .formatted(rows);
  }

  private static String rubric(RubricInfo rubric) {
    return "%s version %s by %s".formatted(rubric.name(), rubric.version(), rubric.judgeModel());
  }

  private static void row(StringBuilder rows, String name, String text) {
    rows.append(
        "<tr><th>%s</th><td class=\"reason\">%s</td></tr>\n"
            .formatted(Html.text(name), Html.text(text)));
  }
}
