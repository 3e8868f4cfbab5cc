package dev.turnpike.memory.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.testing.TestPlatform;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The gates of the committed dialogues: everything that does not depend on a model's wit. */
class MemoryEvaluationTest {

  private static final TestPlatform platform = TestPlatform.shared();

  @Test
  void withPerfectAnswersAllIsRight() throws InterruptedException {
    var report = evaluate(true);
    assertThat(report.examinee()).isEqualTo(Examinee.PERFECT);
    assertThat(report.gates()).allMatch(Gate::passed);
    assertThat(Objects.requireNonNull(report.languages().get("en")).foundAt(8))
        .isGreaterThanOrEqualTo(0.9);
    assertThat(report.languages().keySet())
        .contains("en", "de", "fr", "es", "it", "pl", "pt", "ja");
  }

  @Test
  void theSimulatedModelKeepsTheRules() throws InterruptedException {
    var report = evaluate(false);
    assertThat(report.examinee()).isEqualTo(Examinee.SIMULATED);
    assertThat(report.gates()).allMatch(Gate::passed);
  }

  private static Report evaluate(boolean perfect) throws InterruptedException {
    var database = platform.newDatabase();
    return MemoryEvaluation.run(
        new EvaluationOptions(
            database.jdbcUrl(),
            database.user(),
            database.password(),
            Map.of(
                "OPENAI_BASE_URL",
                platform.modelBaseUrl(),
                "DEFAULT_LLM_MODEL",
                "sim",
                "TURNPIKE_SIMULATED_MODEL",
                "true"),
            perfect,
            null),
        (category, done, dialogues, round) -> {});
  }
}
