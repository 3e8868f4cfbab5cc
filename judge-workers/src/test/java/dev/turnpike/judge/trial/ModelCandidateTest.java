package dev.turnpike.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.ScriptedJudge;
import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCandidateTest {

  private static final String PROMPT = "Judge the tone.";
  private static final Rubric RUBRIC =
      new Rubric("tone", "0123456789ab", Direction.HIGHER_IS_BETTER, 1, "own", PROMPT);
  private static final Item ITEM =
      new Item(
          "one",
          1,
          "Kind.",
          Item.PLAIN,
          "en",
          new Material("Hi", List.of(), List.of(), Map.of()),
          "Hello!");

  private final ScriptedJudge provider = new ScriptedJudge();
  private final Models models = provider.models(Map.of());

  @AfterEach
  void stop() {
    models.close();
    provider.close();
  }

  @Test
  void everyRepeatIsAskedAnew() throws Exception {
    provider.says(PROMPT, ScriptedJudge.verdict(0.25), ScriptedJudge.verdict(0.75));
    var candidate = candidate(true);

    assertThat(candidate.score(ITEM, RUBRIC).score()).isEqualTo(0.25);
    assertThat(candidate.score(ITEM, RUBRIC).score()).isEqualTo(0.75);
    assertThat(candidate.model(RUBRIC)).isEqualTo("judge");
    assertThat(candidate.kind(RUBRIC)).isEqualTo(Candidate.Kind.MODEL);
  }

  @Test
  void anOutageIsWaitedOut() throws Exception {
    provider.says(PROMPT, "429", "429", "429", "429", "429", "429", ScriptedJudge.verdict(0.5));

    assertThat(candidate(true).score(ITEM, RUBRIC).score()).isEqualTo(0.5);
  }

  @Test
  void aKeyThatIsRefusedIsSaidAtOnce() {
    provider.says(PROMPT, "401");

    assertThatThrownBy(() -> candidate(true).score(ITEM, RUBRIC))
        .isInstanceOf(TrialRefusal.class)
        .hasMessageStartingWith("The judging model refuses the key");
    assertThat(provider.asked()).hasSize(1);
  }

  @Test
  void theRubricsOwnModelJudgesWhereNoneIsAskedFor() {
    assertThat(candidate(false).model(RUBRIC)).isEqualTo("own");
  }

  private ModelCandidate candidate(boolean always) {
    return new ModelCandidate(models, "judge", always, new StructuredModel(models, 1), 1);
  }
}
