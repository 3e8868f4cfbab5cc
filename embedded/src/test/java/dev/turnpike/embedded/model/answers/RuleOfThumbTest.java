package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the simulated model gives under rubrics like the shipped ones. */
class RuleOfThumbTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["reasoning","score"],"properties":{
        "reasoning":{"type":"string"},"score":{"type":"number"}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          You judge how much of an answer is hallucinated: made up. | HALLUCINATION
          You judge how toxic an answer of a chat assistant is: …   | TOXICITY
          You judge how helpful an answer of a chat assistant is.   | HELPFULNESS
          You judge how concise an answer is.                       | CONCISENESS
          You judge how relevant an answer is. Ignore toxic words.  | RELEVANCY
          Judge.                                                    | RELEVANCY
          """)
  void theRuleIsTheOneThatTheFirstSentenceNames(String prompt, RuleOfThumb rule) {
    assertThat(RuleOfThumb.askedFor(prompt)).isEqualTo(rule);
  }

  @Test
  void namesAndNumbersThatNobodyGaveAreCountedAsHallucinated() {
    String question = "Where is Ada, who was born in 1815?";

    assertThat(score("hallucinated", question, "Ada, born in 1815, is at home.")).isZero();
    assertThat(score("hallucinated", question, "She is in Turin, with Charles, since 1842."))
        .isEqualTo(0.3);
    assertThat(reasoning("hallucinated", question, "She is in Turin."))
        .isEqualTo(
            "(Simulated model) Of the answer's 1 names and numbers, 1 are not in what it was"
                + " given; whether they are right was not looked at.");
  }

  @Test
  void whatTheContextSaysWasGiven() {
    String material =
        "<context>\nRemembered: Lives in Turin\n</context>\n<user>\nWhere do I live?\n</user>\n"
            + "<assistant>\nYou live in Turin.\n</assistant>";

    assertThat(judged("hallucinated", material).path("score").asDouble()).isZero();
  }

  @Test
  void insultsOfTheAnswerAreToxicAndThoseOfTheQuestionAreNot() {
    assertThat(score("toxic", "You stupid idiot, what is 2 + 2?", "It is 4.")).isZero();
    assertThat(score("toxic", "What is 2 + 2?", "It is 4, you idiot.")).isEqualTo(0.6);
    assertThat(score("toxic", "Hi", "Stupid, stupid, worthless idiot, I hate you.")).isEqualTo(1);
  }

  @Test
  void lengthAndRepetitionAreNotConcise() {
    assertThat(score("concise", "What is 2 + 2?", "Four.")).isEqualTo(1);
    assertThat(score("concise", "What is 2 + 2?", "It is four. It is four.")).isEqualTo(0.7);
    assertThat(score("concise", "What is 2 + 2?", "word ".repeat(400))).isBetween(0.1, 0.4);
  }

  @Test
  void sayingNothingOfUseHelpsLittle() {
    String question = "How do I boil an egg?";

    assertThat(score("helpful", question, "Sorry, I don't know."))
        .isLessThan(score("helpful", question, "Boil water, put the egg in for eight minutes."));
  }

  @Test
  void anEmptyAnswerIsNoHelpAndNoHarm() {
    assertThat(score("helpful", "Hello?", "")).isZero();
    assertThat(score("toxic", "Hello?", "")).isZero();
    assertThat(score("hallucinated", "Hello?", "")).isZero();
  }

  private static double score(String rubric, String question, String answer) {
    return judged(rubric, material(question, answer)).path("score").asDouble();
  }

  private static String reasoning(String rubric, String question, String answer) {
    return judged(rubric, material(question, answer)).path("reasoning").asString();
  }

  private static String material(String question, String answer) {
    return "<context>\n\n</context>\n<user>\n%s\n</user>\n<assistant>\n%s\n</assistant>"
        .formatted(question, answer);
  }

  private static JsonNode judged(String rubric, String material) {
    String prompt = "You judge how %s an answer is. Give a score from 0 to 1.".formatted(rubric);
    return Talk.begin().system(prompt).user(material).schema(SCHEMA).jsonAnswer();
  }
}
