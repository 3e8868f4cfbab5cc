package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "SPAN_ONLY, true",
    "span_and_event, true",
    "false, false",
    "'', false",
    "NO_CONTENT, false",
    "event_only, false"
  })
  void takesWhatOtherInstrumentationsTake(String written, boolean told) {
    assertThat(new TracingProperties(written).tellsContent()).isEqualTo(told);
  }

  @Test
  void refusesTheRest() {
    assertThatThrownBy(() -> new TracingProperties("yes"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("\"yes\": write true or false");
  }
}
