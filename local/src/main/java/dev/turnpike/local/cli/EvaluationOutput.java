package dev.turnpike.local.cli;

import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.Evaluator;
import dev.turnpike.judge.evaluation.Gate;
import dev.turnpike.judge.evaluation.RubricInfo;
import dev.turnpike.judge.evaluation.Totals;
import dev.turnpike.judge.evaluation.report.EvaluationFiles;
import dev.turnpike.judge.evaluation.report.View;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.console.Bar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Writes an evaluation's files, and what of it stands on the terminal. */
record EvaluationOutput(Bar bar, Path results) {

  static Evaluator.Listener on(Bar bar, String what) {
    return (done, all, failed) ->
        bar.at(done, all, failed == 0 ? what : "%s, %d failed".formatted(what, failed));
  }

  static void warn(String sentence) {
    System.err.println("turnpike: " + sentence);
  }

  /** The exit status. */
  int tell(View view) throws IOException {
    Evaluation run = view.run();
    Totals totals = Objects.requireNonNull(run.totals());
    bar.say("");
    if (run.isAnswerSimulated() || run.isJudgeSimulated()) {
      bar.say(
          "The built-in simulated model %s: the figures say nothing about any model."
              .formatted(
                  run.isAnswerSimulated()
                      ? run.isJudgeSimulated() ? "answered and judged" : "answered"
                      : "judged"));
      bar.say("");
    }
    for (RubricInfo rubric : run.rubrics()) {
      Double mean = totals.scores().get(rubric.name());
      bar.say(
          String.format(
              Locale.ROOT,
              "  %-16s %s  %s",
              rubric.name(),
              mean == null ? "   –" : String.format(Locale.ROOT, "%.2f", mean),
              rubric.lowerIsBetter() ? "(0 is best)" : ""));
    }
    if (totals.checks() > 0) {
      bar.say(
          "  checks           %d of %d passed".formatted(totals.checksPassed(), totals.checks()));
    }
    bar.say("");
    run.notes().forEach(note -> bar.say("  Note: " + note));
    if (view.comparison() != null) {
      view.comparison().notes().forEach(note -> bar.say("  Note: " + note));
    }
    for (Gate gate : view.gates()) {
      bar.say("  %s %s: %s".formatted(gate.passed() ? "ok " : "NOT", gate.name(), gate.sentence()));
    }
    EvaluationFiles files = EvaluationFiles.write(results, view);
    bar.say("");
    bar.say("Written to %s and %s.".formatted(files.json(), files.page().getFileName()));
    bar.say("Intervals: 95 %%, seed %d.".formatted(run.settings().seed()));
    return view.passed() ? 0 : CommandLines.REFUSED;
  }
}
