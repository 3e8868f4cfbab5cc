package dev.turnpike.judge.evaluation;

import static dev.turnpike.judge.evaluation.Evaluations.HELPFULNESS;
import static dev.turnpike.judge.evaluation.Evaluations.answered;
import static dev.turnpike.judge.evaluation.Evaluations.failed;
import static dev.turnpike.judge.evaluation.Evaluations.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationFileTest {

  private final Evaluation evaluation =
      Evaluations.of(
          List.of(HELPFULNESS),
          List.of(
              item(
                  "a",
                  answered("A"),
                  List.of(new CheckResult("contains \"A\"", true)),
                  new ScoreResult("helpfulness", 0.75, "Good.", null)),
              item("b", failed(), List.of(), null)));

  @Test
  void whatIsWrittenIsReadAgain() {
    var json = EvaluationFile.json(evaluation);
    assertThat(EvaluationFile.parse("a.json", json)).isEqualTo(evaluation);
    assertThat(json)
        .contains("\"format\" : 1", "\"first_token_ms\" : 120.0", "\"lower_is_better\" : false")
        .contains("\"judge_model\" : \"judge\"", "\"status\" : \"failed\"");
  }

  @Test
  void fieldsOfLaterVersionsAreSkipped() {
    var json = EvaluationFile.json(evaluation).replaceFirst("\"kind\"", "\"more\": 1, \"kind\"");
    assertThat(EvaluationFile.parse("a.json", json)).isEqualTo(evaluation);
  }

  @Test
  void anythingElseIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> EvaluationFile.parse("a.json", "<html>"))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("no result of an evaluation");
    assertThatThrownBy(() -> EvaluationFile.parse("a.json", "{\"format\": 2}"))
        .hasMessageContaining("has the format 2, and this version reads 1");
    assertThatThrownBy(() -> EvaluationFile.read(folder.resolve("none.json")))
        .hasMessageContaining("There is no baseline");
  }
}
