package dev.turnpike.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TEXT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void readsWhatItWrites() {
    assertThat(TraceParent.parse(TEXT))
        .isEqualTo(new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true))
        .hasToString(TEXT);
    var other = TraceParent.parse(TEXT.replace("-01", "-00"));
    assertThat(other).hasToString(TEXT.replace("-01", "-00"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
      })
  void takesNothingElse(String text) {
    assertThat(TraceParent.parse(text)).isNull();
  }

  @Test
  void goesAlongWithRecords() {
    var headers = new RecordHeaders();
    assertThat(TraceParent.in(headers)).isNull();

    headers.add(TraceParent.HEADER, new byte[] {1, 2, 3});
    assertThat(TraceParent.in(headers)).isNull();

    var place = TraceParent.parse(TEXT);
    assertThat(place).isNotNull();
    place.write(headers);
    assertThat(TraceParent.in(headers)).isEqualTo(place);
    assertThat(headers.toArray()).hasSize(1);
  }
}
