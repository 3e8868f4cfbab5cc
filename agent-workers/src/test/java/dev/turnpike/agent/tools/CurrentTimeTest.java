package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CurrentTimeTest {

  private final CurrentTime tool =
      new CurrentTime(Clock.fixed(Instant.parse("2026-03-29T01:30:00Z"), ZoneOffset.UTC));

  @Test
  void utcUnlessAskedOtherwise() throws ToolException {
    assertThat(tool.call("{}", Calls.context()))
        .isEqualTo("Sunday, 29 March 2026, 01:30:00 in UTC (2026-03-29T01:30:00Z)");
  }

  @Test
  void summerTimeOfTheZoneCounts() throws ToolException {
    assertThat(tool.call("{\"zone\":\"Europe/Berlin\"}", Calls.context()))
        .isEqualTo("Sunday, 29 March 2026, 03:30:00 in Europe/Berlin (2026-03-29T03:30:00+02:00)");
  }

  @Test
  void aWrongZoneSaysWhatToWrite() {
    assertThatThrownBy(() -> tool.call("{\"zone\":\"Berlin\"}", Calls.context()))
        .isInstanceOf(ToolException.class)
        .hasMessage(
            "There is no time zone \"Berlin\". Write an IANA name such as Europe/Berlin, America/New_York or UTC.");
  }
}
