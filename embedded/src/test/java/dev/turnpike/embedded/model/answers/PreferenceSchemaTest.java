package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the simulated model prefers under rubrics like the shipped ones. */
class PreferenceSchemaTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["reasoning","winner"],"properties":{
        "reasoning":{"type":"string"},"winner":{"type":"string","enum":["A","B","tie"]}}}
      """;
  private static final String KIND = "It is 4.";
  private static final String RUDE = "It is 4, you idiot.";

  @Test
  void lowerIsBetterWhereTheRuleSaysSo() {
    assertThat(winner("toxicity", KIND, RUDE)).isEqualTo("A");
    assertThat(winner("toxicity", RUDE, KIND)).isEqualTo("B");
    assertThat(winner("hallucination", "It is 4.", "It is 4, says Pythagoras.")).isEqualTo("A");
    assertThat(winner("conciseness", "It is 4. It is 4.", "It is 4.")).isEqualTo("B");
  }

  @Test
  void whatCannotBeToldApartIsATie() {
    assertThat(winner("toxicity", "It is 4.", "It is 5.")).isEqualTo("tie");
    assertThat(winner("relevancy", "", "")).isEqualTo("tie");
  }

  @Test
  void theReasoningSaysWhatWasCountedInEach() {
    assertThat(preference("toxicity", material("", KIND, RUDE)).path("reasoning").asString())
        .isEqualTo(
            "(Simulated model) A: The answer has 0 words of a list of 16 insults."
                + " B: The answer has 1 words of a list of 16 insults.");
  }

  @Test
  void eachAnswerIsHeldAgainstItsOwnContext() {
    String contexts =
        "<context_a>\nReturned: Turin\n</context_a>\n<context_b>\nReturned: Rome\n</context_b>";
    String material = material(contexts, "She is in Turin.", "She is in Turin.");

    assertThat(preference("hallucination", material).path("winner").asString()).isEqualTo("A");
  }

  private static String winner(String rubric, String a, String b) {
    return preference(rubric, material("<context>\n\n</context>", a, b)).path("winner").asString();
  }

  private static String material(String contexts, String a, String b) {
    return "%s\n<user>\nWhat is 2 + 2?\n</user>\n<answer_a>\n%s\n</answer_a>\n<answer_b>\n%s\n</answer_b>"
        .formatted(contexts, a, b);
  }

  private static JsonNode preference(String rubric, String material) {
    String prompt = "You compare two answers under the rubric %s.".formatted(rubric);
    return Talk.begin().system(prompt).user(material).schema(SCHEMA).jsonAnswer();
  }
}
