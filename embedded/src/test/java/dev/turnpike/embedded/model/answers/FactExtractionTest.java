package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FactExtractionTest {
  private static final String STRINGS =
      """
      {"type":"object","required":["facts"],"additionalProperties":false,
       "properties":{"facts":{"type":"array","items":{"type":"string"}}}}
      """;
  private static final String OBJECTS =
      """
      {"type":"object","required":["memories","reason"],"$defs":{"Memory":{"type":"object",
         "required":["kind","fact","confidence"],"properties":{
           "kind":{"type":"string","enum":["profile","taste"]},
           "fact":{"type":"string"},
           "confidence":{"type":"number","minimum":0,"maximum":1}}}},
       "properties":{"reason":{"type":"string"},
         "memories":{"type":"array","items":{"$ref":"#/$defs/Memory"}}}}
      """;
  private static final String QUOTED =
      """
      {"type":"object","required":["facts"],"properties":{"facts":{"type":"array","items":
        {"type":"object","required":["quote","text"],"properties":{
          "quote":{"type":"string"},"text":{"type":"string"}}}}}}
      """;
  private static final Talk EXTRACTOR =
      Talk.begin()
          .system("Extract lasting facts about the user, such as: I like chess. Ignore the rest.");

  @Test
  void plainMessage() {
    assertThat(EXTRACTOR.user("My name is Ada and I live in Paris").schema(STRINGS).jsonAnswer())
        .isEqualTo(
            Talk.json("{\"facts\":[\"The user's name is Ada\",\"The user lives in Paris\"]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User: My name is Ada\nAssistant: I live in a computer",
        "USER:\nMy name is Ada\n\nASSISTANT:\nI live in a computer",
        "**User:** My name is Ada\n**Assistant:** I live in a computer",
        "[user] My name is Ada\n[assistant] I live in a computer",
        "<user>My name is Ada</user>\n<assistant>I live in a computer</assistant>",
        "<context>\nEarlier, the user: I like tea\n</context>\n<user>\nMy name is Ada\n</user>",
        "Extract from this conversation. I like short answers.\nUser: My name is Ada",
        "## User message\nMy name is Ada\n\n## Assistant answer\nI live in a computer",
      })
  void onlyWhatTheUserSaidInATranscriptCounts(String prompt) {
    assertThat(EXTRACTOR.user(prompt).schema(STRINGS).answer())
        .isEqualTo("{\"facts\":[\"The user's name is Ada\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"User: Hello\nAssistant: Hi", "What is my name?", "Why is the sky blue?"})
  void nothingToLearnIsAnEmptyList(String prompt) {
    assertThat(EXTRACTOR.user(prompt).schema(STRINGS).answer()).isEqualTo("{\"facts\":[]}");
  }

  @Test
  void factsAreObjectsWhereTheSchemaSaysSo() {
    JsonNode answer = EXTRACTOR.user("I like tea").schema(OBJECTS).jsonAnswer();

    assertThat(answer)
        .isEqualTo(
            Talk.json(
                """
                {"memories":[{"kind":"profile","fact":"The user likes tea","confidence":0.90}],
                 "reason":""}
                """));
  }

  @Test
  void theWordsThatSayItAreQuotedWhereTheSchemaAsksForThem() {
    JsonNode answer =
        EXTRACTOR
            .user("<user>\nHello, my name's Ada, and I no longer like tea!\n</user>")
            .schema(QUOTED)
            .jsonAnswer();

    assertThat(answer)
        .isEqualTo(
            Talk.json(
                """
                {"facts":[{"quote":"my name's Ada","text":"The user's name is Ada"},
                  {"quote":"I no longer like tea","text":"The user no longer likes tea"}]}
                """));
  }

  @Test
  void allUserMessagesCount() {
    assertThat(
            EXTRACTOR
                .user("I like tea")
                .user("I speak Greek")
                .schema(STRINGS)
                .jsonAnswer()
                .path("facts"))
        .hasSize(2);
  }
}
