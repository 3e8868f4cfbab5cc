package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.RecordedCall;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedCallsTest {

  private final RecordedCalls recorded =
      new RecordedCalls(
          List.of(
              new RecordedCall("search", "{\"query\":\"tea\",\"count\":2}", "Green tea", false),
              new RecordedCall("search", "{\"query\":\"cups\"}", "No cups", true),
              new RecordedCall("clock", "", "noon", false),
              new RecordedCall("clock", "{}", "one", false)),
          Clock.systemUTC());

  @Test
  void theSameCallGetsWhatItGotThenHoweverItIsWritten() {
    assertThat(outcome("search", "{ \"count\": 2, \"query\": \"tea\" }").text())
        .isEqualTo("Green tea");
  }

  @Test
  void aCallThatFailedFailsAgain() {
    var outcome = outcome("search", "{\"query\":\"cups\"}");
    assertThat(outcome.failed()).isTrue();
    assertThat(outcome.text()).isEqualTo("No cups");
  }

  @Test
  void repeatedCallsGetTheirResultsInOrderAndThenTheLastAgain() {
    assertThat(List.of(outcome("clock", "{}"), outcome("clock", " "), outcome("clock", "{}")))
        .extracting(ToolOutcome::text)
        .containsExactly("noon", "one", "one");
  }

  @Test
  void anotherCallIsNotRunAndTheModelIsToldSo() {
    for (var arguments : List.of("{\"query\":\"coffee\"}", "no JSON", "")) {
      var outcome = outcome("search", arguments);
      assertThat(outcome.failed()).isTrue();
      assertThat(outcome.text()).contains("replay", "\"search\"");
    }
    assertThat(outcome("pay", "{}").failed()).isTrue();
  }

  private ToolOutcome outcome(String name, String arguments) {
    return recorded.outcome(Calls.request(name, arguments));
  }
}
