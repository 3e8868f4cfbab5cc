package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["decisions"],"properties":{"decisions":{"type":"array","items":
        {"type":"object","required":["fact","action","known","text"],"properties":{
          "fact":{"type":"integer"},"action":{"type":"string","enum":["add","update","remove","none"]},
          "known":{"type":"integer"},"text":{"type":"string"}}}}}}
      """;
  private static final Talk DECIDER = Talk.begin().system("Decide what the new facts mean.");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The user likes tea.         | The user lives in Lyon           | add    | 0
          The user lives in Paris.    | The user lives in Lyon           | update | 1
          The user lives in Paris.    | The user lives in Paris          | none   | 0
          The user's name is Ada.     | The user's name is Ida           | update | 1
          The user likes tea.         | The user likes coffee            | add    | 0
          The user likes tea.         | The user dislikes tea            | update | 1
          The user likes tea.         | The user no longer likes tea     | remove | 1
          The user dislikes tea.      | The user likes tea               | update | 1
          The user lives in Lyon.     | The user no longer lives in Oslo | none   | 0
          The user plays chess        | The user no longer plays chess   | remove | 1
          The user is vegetarian.     | The user is no longer vegetarian | remove | 1
          The user has a dog.         | The user no longer has a dog     | remove | 1
          The user no longer has cats | The user has a cat               | add    | 0
          Nobody knows.               | Nobody knows anything            | add    | 0
          """)
  void slotsDecide(String known, String told, String action, int number) {
    var decision =
        DECIDER
            .user("<known>\n1. %s\n</known>\n<new>\n1. %s\n</new>".formatted(known, told))
            .schema(SCHEMA)
            .jsonAnswer()
            .path("decisions")
            .path(0);

    assertThat(decision.path("action").asString()).isEqualTo(action);
    assertThat(decision.path("known").asInt()).isEqualTo(number);
    assertThat(decision.path("text").asString()).isEqualTo(action.equals("update") ? told : "");
  }

  @Test
  void eachNewFactGetsADecision() {
    var material =
        """
        <known>
        1. The user's name is Ada.
        2. The user lives in Paris.
        </known>
        <new>
        1. The user likes tea
        2. The user lives in Lyon
        </new>\
        """;

    assertThat(DECIDER.user(material).schema(SCHEMA).jsonAnswer())
        .isEqualTo(
            Talk.json(
                """
                {"decisions":[{"fact":1,"action":"add","known":0,"text":""},
                  {"fact":2,"action":"update","known":2,"text":"The user lives in Lyon"}]}
                """));
  }

  @Test
  void whereNothingIsNewNothingIsDecided() {
    assertThat(DECIDER.user("Hello").schema(SCHEMA).answer()).isEqualTo("{\"decisions\":[]}");
  }
}
