package dev.turnpike.judge.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.judge.evaluation.CheckResult;
import dev.turnpike.judge.evaluation.Comparison;
import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.Evaluations;
import dev.turnpike.judge.evaluation.Gate;
import dev.turnpike.judge.evaluation.ScoreResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final String ATTACK =
      "</style></div><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<svg onload=alert(3)>";

  private static View view(Evaluation run, Evaluation baseline) {
    var comparison = Comparison.of(baseline, run);
    return new View(run, comparison, Gate.of(run, comparison));
  }

  private static Evaluation attacked() {
    return Evaluations.of(
        List.of(Evaluations.HELPFULNESS),
        List.of(
            Evaluations.item(
                ATTACK,
                Evaluations.answered(ATTACK),
                List.of(new CheckResult(ATTACK, false)),
                new ScoreResult("helpfulness", 0.5, ATTACK, null))));
  }

  @Test
  void nothingThatOthersWroteIsMarkup() {
    var page = HtmlReport.page(view(attacked(), attacked()));
    assertThat(page).doesNotContain("<script", "<img", "<svg onload", "onerror=alert(2)>");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(Pattern.compile("</style>").matcher(page).results()).hasSize(1);
  }

  @Test
  void thePageAsksNobodyForAnything() {
    var page = HtmlReport.page(view(attacked(), attacked()));
    assertThat(page)
        .contains("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe-inline", "http://", "https://", "url(", "@import", " style=\"");
  }

  @Test
  void theVerdictStandsAtTheTopWithItsReasons() {
    var good = Evaluations.scored(Evaluations.HELPFULNESS, 20, i -> 0.8 + i * 0.005);
    var bad = Evaluations.scored(Evaluations.HELPFULNESS, 20, i -> 0.4 + i * 0.005);
    assertThat(HtmlReport.page(view(bad, good))).contains("verdict fail", "Regression", "20 worse");
    assertThat(HtmlReport.page(view(good, bad)))
        .contains("No regression")
        .doesNotContain("verdict fail");
    assertThat(HtmlReport.page(new View(good, null, Gate.of(good, null)))).contains("Done");
  }

  @Test
  void evaluationsAreFilesThatKeepEarlierOnes(@TempDir Path folder) throws Exception {
    var run = attacked();
    var view = new View(run, null, Gate.of(run, null));
    var first = EvaluationFiles.write(folder, view);
    var second = EvaluationFiles.write(folder, view);
    assertThat(first.json()).hasFileName("2026-03-01-eval-basics.json").exists();
    assertThat(second.page()).hasFileName("2026-03-01-eval-basics-2.html").exists();
  }

  @Test
  void onlyTheOwnerReadsWhatUsersWrote(@TempDir Path folder) throws Exception {
    var run = attacked();
    var replay =
        new Evaluation(
            Evaluation.FORMAT,
            Evaluation.REPLAY,
            Instant.EPOCH,
            1,
            "c",
            false,
            run.settings(),
            run.dataset(),
            run.rubrics(),
            run.totals(),
            run.items(),
            List.of());
    var files = EvaluationFiles.write(folder, new View(replay, null, List.of()));
    for (var file : List.of(files.json(), files.page())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
