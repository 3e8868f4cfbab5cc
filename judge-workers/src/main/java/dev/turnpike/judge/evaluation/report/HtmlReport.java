package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.Gate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An evaluation as one page that asks no host for anything: verdict, figures, plots, and all
 * answers.
 */
public final class HtmlReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  public static String page(View view) {
    var style = Style.load();
    var title = title(view.run());
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s%s</main>
        </body>
        </html>
        """
        .formatted(style.policy(), Html.text(title), style.sheet(), head(view, title), parts(view));
  }

  private static String title(Evaluation run) {
    return run.kind().equals(Evaluation.REPLAY)
        ? "Replay of %d turns".formatted(run.items().size())
        : "Evaluation of " + run.dataset().name();
  }

  private static String parts(View view) {
    return Tiles.of(view)
        + RubricCards.of(view)
        + EffortCards.of(view)
        + ItemList.of(view)
        + SettingsTable.of(view);
  }

  private static String head(View view, String title) {
    return "<header>\n%s<h1>%s</h1>\n<p class=\"quiet\">%s</p>\n%s</header>\n%s"
        .formatted(banner(view.run()), Html.text(title), about(view), verdict(view), notes(view));
  }

  private static String banner(Evaluation run) {
    var what =
        run.isAnswerSimulated() && run.isJudgeSimulated()
            ? "The built-in simulated model gave these answers and judged them"
            : run.isAnswerSimulated()
                ? "The built-in simulated model gave these answers"
                : run.isJudgeSimulated() ? "The built-in simulated model judged these answers" : "";
    return what.isEmpty()
        ? ""
        : "<p class=\"banner\">%s: the figures show that the machinery works, and nothing about any model.</p>\n"
            .formatted(what);
  }

  private static String about(View view) {
    var run = view.run();
    List<String> parts = new ArrayList<>();
    parts.add(TIME.format(run.startedAt()));
    parts.add("agent " + (run.settings().agent() == null ? "default" : run.settings().agent()));
    parts.add("model " + distinct(run, each -> each.answered().model()));
    parts.add("prompt " + distinct(run, each -> each.answered().promptVersion()));
    if (view.comparison() != null) {
      var baseline = view.comparison().baseline();
      parts.add(
          "%s: model %s, prompt %s%s"
              .formatted(
                  view.earlier(),
                  distinct(baseline, each -> each.answered().model()),
                  distinct(baseline, each -> each.answered().promptVersion()),
                  run.kind().equals(Evaluation.REPLAY)
                      ? ""
                      : ", " + TIME.format(baseline.startedAt())));
    }
    return parts.stream().map(Html::text).collect(Collectors.joining(" · "));
  }

  private static String distinct(
      Evaluation run,
      java.util.function.Function<dev.turnpike.judge.evaluation.AnswerResult, String> what) {
    var found =
        run.items().stream()
            .flatMap(item -> item.answers().stream())
            .map(what)
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    return found.isEmpty()
        ? "–"
        : found.size() <= 3 ? String.join(", ", found) : found.size() + " different ones";
  }

  private static String verdict(View view) {
    var word =
        !view.passed()
            ? view.comparison() == null ? "Failed" : "Regression"
            : view.comparison() == null ? "Done" : "No regression";
    return "<div class=\"verdict%s\"><strong>%s</strong>\n<ul>\n%s</ul></div>\n"
        .formatted(
            view.passed() ? "" : " fail",
            word,
            view.gates().stream().map(HtmlReport::gate).collect(Collectors.joining()));
  }

  private static String gate(Gate gate) {
    return "<li><span class=\"mark %s\">%s</span> <b>%s</b> %s</li>\n"
        .formatted(
            gate.passed() ? "good" : "bad",
            gate.passed() ? "✓" : "✗",
            Html.text(gate.name()),
            Html.text(gate.sentence()));
  }

  private static String notes(View view) {
    List<String> notes = new ArrayList<>(view.run().notes());
    if (view.comparison() != null) {
      notes.addAll(view.comparison().notes());
    }
    return notes.stream()
        .map(note -> "<p class=\"small\">⚠ %s</p>\n".formatted(Html.text(note)))
        .collect(Collectors.joining());
  }
}
