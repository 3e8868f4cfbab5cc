package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.FinishReason;
import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.RequestRefused;
import dev.turnpike.embedded.model.wire.Role;
import dev.turnpike.embedded.model.wire.ToolCall;
import dev.turnpike.embedded.model.wire.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolUseTest {
  private static final Talk TOOLS =
      Talk.begin()
          .tool(
              "current_time",
              "The current date and time.",
              """
              {"type":"object","properties":{"timezone":{"type":"string"}},"required":[]}
              """)
          .tool(
              "web_search",
              "Searches the web and gives the best results.",
              """
              {"type":"object","required":["query"],
               "properties":{"query":{"type":"string"},"max_results":{"type":"integer"}}}
              """)
          .tool(
              "getWeather",
              "The weather at a place.",
              """
              {"type":"object","required":["city","unit"],"properties":{
                "city":{"type":"string"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}}}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          What time is it?                      | current_time | {}
          what's the date today                 | current_time | {}
          What day is it?                       | current_time | {}
          What's the time in Paris?             | current_time | {"timezone":"Europe/Paris"}
          What time is it in New York right now | current_time | {"timezone":"America/New_York"}
          Search for Kafka share groups         | web_search   | {"query":"Kafka share groups"}
          Please look up the Tour de France     | web_search   | {"query":"the Tour de France"}
          Can you search the web for pgvector?  | web_search   | {"query":"pgvector"}
          What is the weather in Rome?          | getWeather   | {"city":"Rome","unit":"celsius"}
          Weather in Boston in fahrenheit?      | getWeather   | {"city":"Boston","unit":"fahrenheit"}
          """)
  void callsTheToolThatFits(String question, String name, String arguments) {
    ToolCall call = TOOLS.user(question).call();

    assertThat(call.name()).isEqualTo(name);
    assertThat(Talk.json(call.arguments())).isEqualTo(Talk.json(arguments));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "What did I say the first time?",
        "What is the best time to visit Paris?",
        "My name is Ada",
        "What is my name?",
        "Thanks",
        "Tell me a joke"
      })
  void callsNoneWhereNoneFits(String question) {
    assertThat(TOOLS.user(question).completion().toolCalls()).isEmpty();
  }

  @Test
  void aCallEndsTheAnswer() {
    Completion completion = TOOLS.user("What time is it?").completion();

    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(completion.text()).isEmpty();
    assertThat(completion.toolCalls().getFirst().id()).startsWith("call_");
  }

  @Test
  void usesTheResult() {
    Talk asked = TOOLS.user("What time is it?");

    assertThat(withResult(asked, "14:05 in Paris").said())
        .isEqualTo("I asked the tool current_time, and it says: 14:05 in Paris");
  }

  @Test
  void jsonResultsAreReadAsWords() {
    Talk asked = TOOLS.user("Search for Kafka");
    String result =
        """
        {"results":[{"title":"Kafka","url":"https://kafka.apache.org","rank":1},{"title":"Franz"}]}
        """;

    assertThat(withResult(asked, result).said())
        .endsWith("results: \n- Kafka · https://kafka.apache.org\n- Franz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{broken", "[1,2]", "null"})
  void oddResultsAreSurvived(String result) {
    assertThat(withResult(TOOLS.user("What time is it?"), result).said()).isNotEmpty();
  }

  @Test
  void noToolIsCalledWhenForbidden() {
    Talk talk = TOOLS.user("What time is it?").choosing(new ToolChoice.None());

    assertThat(talk.completion().toolCalls()).isEmpty();
  }

  @Test
  void aToolIsCalledWhenOneMustBe() {
    assertThat(TOOLS.user("Hello").choosing(new ToolChoice.Required()).call().name())
        .isEqualTo("current_time");
    assertThat(TOOLS.user("Hello Rome").choosing(new ToolChoice.Named("web_search")).call())
        .extracting(ToolCall::name, ToolCall::arguments)
        .containsExactly("web_search", "{\"query\":\"Hello Rome\"}");
  }

  @Test
  void anUnknownToolIsRefused() {
    Talk talk = TOOLS.user("Hello").choosing(new ToolChoice.Named("fly"));

    assertThatThrownBy(talk::completion)
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("'fly'");
  }

  private static Talk withResult(Talk asked, String result) {
    ToolCall call = asked.call();
    return asked
        .with(new Message(Role.ASSISTANT, "", List.of(call), null))
        .with(new Message(Role.TOOL, result, List.of(), call.id()));
  }
}
