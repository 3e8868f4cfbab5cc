package dev.turnpike.judge.verdict;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.ScriptedJudge;
import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.testing.Turns;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

  private static final String PROMPT = "Judge the tone.";
  private static final Rubric RUBRIC =
      new Rubric("tone", "0123456789ab", Direction.HIGHER_IS_BETTER, 1, "", PROMPT);

  private final ScriptedJudge provider = new ScriptedJudge();
  private final Models models = provider.models(Map.of());

  @AfterEach
  void stop() {
    models.close();
    provider.close();
  }

  @Test
  void scoreAndReasoningAreRead() throws Exception {
    provider.says(PROMPT, "{\"reasoning\": \" Polite\\u0000. \", \"score\": 1}");

    assertThat(judge().score()).isEqualTo(1.0);
    assertThat(judge().reasoning()).isEqualTo("Polite.");
    assertThat(judge().usage().getOutputTokens()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reasoning\": \"x\"}",
        "{\"reasoning\": \"x\", \"score\": 1.01}",
        "{\"reasoning\": \"x\", \"score\": -0.01}",
        "{\"reasoning\": \"x\", \"score\": \"0.5\"}",
        "{\"reasoning\": \"x\", \"score\": null}",
        "{\"score\": 0.5}",
        "{\"reasoning\": 7, \"score\": 0.5}",
        "{\"reasoning\": \" \", \"score\": 0.5}",
        "[]",
        "0.5",
        "I would say a half."
      })
  void anythingElseIsNoVerdictAndIsAskedForAFewTimes(String answer) {
    provider.says(PROMPT, answer);

    assertThatThrownBy(this::judge)
        .isInstanceOfSatisfying(
            NoVerdictException.class, e -> assertThat(e.usage().getInputTokens()).isEqualTo(300))
        .hasMessageStartingWith("No verdict under tone in 3 tries");
    assertThat(provider.asked()).hasSize(3);
  }

  @Test
  void aLongReasoningIsCut() throws Exception {
    provider.says(PROMPT, "{\"reasoning\": \"%s\", \"score\": 0.5}".formatted("x".repeat(9_000)));

    assertThat(judge().reasoning()).hasSize(4_000);
  }

  private Verdict judge() throws NoVerdictException, InterruptedException {
    var judge = new Judge(new StructuredModel(models, 1), 3);
    return judge.judge(Turns.of("ada", user("Hello")), new Assignment(RUBRIC, "judge", false));
  }
}
