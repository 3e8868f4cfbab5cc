package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SchemaInstanceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string"}                                   | ""
          {"type":"string","minLength":3}                     | "xxx"
          {"type":"string","format":"date"}                   | "2025-01-01"
          {"type":"integer"}                                  | 0
          {"type":"integer","minimum":3}                      | 3
          {"type":"integer","exclusiveMinimum":3}             | 4
          {"type":"integer","maximum":-2}                     | -2
          {"type":"integer","minimum":4,"multipleOf":3}       | 6
          {"type":"number","minimum":0.25}                    | 0.25
          {"type":"boolean"}                                  | false
          {"type":"null"}                                     | null
          {"type":["string","null"]}                          | ""
          {"enum":["b","a"]}                                  | "b"
          {"const":7}                                         | 7
          {"type":"array","items":{"type":"integer"}}         | []
          {"type":"array","minItems":2,"items":{"const":1}}   | [1,1]
          {"anyOf":[{"type":"integer"},{"type":"null"}]}      | 0
          {"type":"object"}                                   | {}
          {}                                                  | ""
          """)
  void smallestValidValue(String schema, String instance) {
    assertThat(minimal(schema)).hasToString(instance);
  }

  @Test
  void onlyRequiredProperties() {
    String schema =
        """
        {"type":"object","required":["a"],"properties":{
          "a":{"type":"object","required":["b"],"properties":{"b":{"type":"boolean"}}},
          "c":{"type":"string"}}}
        """;

    assertThat(minimal(schema)).isEqualTo(Talk.json("{\"a\":{\"b\":false}}"));
  }

  @Test
  void partsAreMerged() {
    String schema =
        """
        {"allOf":[
          {"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}},
          {"required":["b"],"properties":{"b":{"const":"x"}}}]}
        """;

    assertThat(minimal(schema)).hasToString("{\"a\":0,\"b\":\"x\"}");
  }

  @Test
  void endlessSchemasEnd() {
    String schema =
        """
        {"type":"object","required":["child"],"properties":{"child":{"$ref":"#"}}}
        """;

    assertThat(minimal(schema).toString()).contains("child");
    assertThat(minimal("{\"$ref\":\"#\"}")).isNotNull();
  }

  @Test
  void isTheAnswerToASchemaOfNoKnownKind() {
    Talk talk =
        Talk.begin()
            .user("A title, please")
            .schema(
                "{\"type\":\"object\",\"required\":[\"title\"],\"properties\":{\"title\":{\"type\":\"string\"}}}");

    assertThat(talk.jsonAnswer()).isEqualTo(Talk.json("{\"title\":\"\"}"));
  }

  @Test
  void anyObjectHoldsTheAnswer() {
    assertThat(Talk.begin().user("Hello").jsonObject().jsonAnswer().path("answer").asString())
        .startsWith("(Simulated model) Hello!");
  }

  private static JsonNode minimal(String schema) {
    JsonNode document = Talk.json(schema);
    return new SchemaInstance(document).minimal(document);
  }
}
