package dev.turnpike.judge.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.ScriptedJudge;
import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Rubric HELP =
      new Rubric("help", "v1", Direction.HIGHER_IS_BETTER, 0, "", "Help?");

  private final ScriptedJudge judge = new ScriptedJudge();
  private final Models models = judge.models(Map.of());

  @AfterEach
  void close() {
    models.close();
    judge.close();
  }

  private AnswerGrader grader(boolean allowOwnModel) {
    var judges =
        new Judges(List.of(new Assignment(HELP, "judge", false)), allowOwnModel, String::equals);
    return new AnswerGrader(new Judge(new StructuredModel(models, 4), 2), judges, Duration.ZERO);
  }

  private static Item item() {
    return new Item("a", List.of(Message.user("Hi")), "Hello", Checks.NONE, List.of(), null);
  }

  private static Answered by(String model) {
    return new Answered(
        "",
        "completed",
        "Hi",
        null,
        "default",
        model,
        false,
        "p",
        1,
        1.0,
        2.0,
        3,
        4,
        null,
        List.of());
  }

  /** Whatever the service samples: the rubric here draws no turn at all. */
  @Test
  void everyAnswerIsGraded() throws Exception {
    judge.says("Help?", ScriptedJudge.verdict(0.75));
    var grader = grader(false);
    assertThat(grader.grade(item(), by("other")))
        .containsExactly(new ScoreResult("help", 0.75, "Because.", null));
    assertThat(grader.used().inputTokens()).isEqualTo(100);
  }

  @Test
  void aModelDoesNotJudgeItselfUnlessAllowed() throws Exception {
    judge.says("Help?", ScriptedJudge.verdict(0.75));
    assertThat(grader(false).grade(item(), by("judge")))
        .containsExactly(ScoreResult.missing("help", "own_model"));
    assertThat(grader(true).grade(item(), by("judge"))).extracting("score").containsExactly(0.75);
  }

  @Test
  void whatFailsIsAResult() throws Exception {
    judge.says("Help?", "no JSON");
    assertThat(grader(false).grade(item(), by("other")))
        .containsExactly(ScoreResult.missing("help", "no_verdict"));
    judge.says("Help?", "401");
    assertThat(grader(false).grade(item(), by("other")))
        .containsExactly(ScoreResult.missing("help", "judge_unavailable"));
    assertThat(grader(false).grade(item(), Evaluations.failed())).isEmpty();
  }

  @Test
  void aWholeEvaluationKeepsItsOrderAndCountsWhatFailed() throws Exception {
    var items =
        List.of("a", "b", "c").stream()
            .map(
                id ->
                    new Item(
                        id,
                        List.of(Message.user(id)),
                        null,
                        new Checks(List.of("b"), List.of(), null, null),
                        List.of(),
                        null))
            .toList();
    var options =
        new EvaluationOptions(
            Evaluation.RUN,
            new Dataset("d", "v", items),
            new Settings("test", null, null, 2, 2, 0.02, 1),
            Map.of(
                "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
                "OPENAI_API_KEY", "none",
                "DEFAULT_LLM_MODEL", "judge"),
            Set.of("toxicity"),
            "c",
            false);
    try (var evaluator = new Evaluator(options)) {
      assertThat(evaluator.rubrics()).extracting(RubricInfo::name).containsExactly("toxicity");
      var evaluation =
          evaluator.evaluate(
              _ -> Evaluations.failed(), List.of(), (_, all, _) -> assertThat(all).isEqualTo(6));
      assertThat(evaluation.items()).extracting(ItemResult::id).containsExactly("a", "b", "c");
      assertThat(evaluation.totals()).isNotNull();
      assertThat(evaluation.totals().failed()).isEqualTo(6);
      assertThat(evaluation.totals().checksPassed()).isZero();
    }
  }

  @Test
  void anUnknownRubricIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(
            () -> Judges.of("classpath:rubrics/*.md", "", Set.of("style"), "", false, models))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("There is no rubric style")
        .hasMessageContaining("helpfulness");
  }
}
