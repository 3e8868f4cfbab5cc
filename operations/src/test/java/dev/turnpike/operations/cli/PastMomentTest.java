package dev.turnpike.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PastMomentTest {

  private final PastMoment moment = new PastMoment(() -> Instant.parse("2026-03-08T12:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "7d, 2026-03-01T12:00:00Z",
    "12h, 2026-03-08T00:00:00Z",
    "30m, 2026-03-08T11:30:00Z",
    "2026-02-03, 2026-02-03T00:00:00Z",
    "2026-02-03T04:05:06Z, 2026-02-03T04:05:06Z",
  })
  void aTimeIsSaidInOneOfThreeForms(String said, Instant meant) {
    assertThat(moment.convert(said)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "7", "d", "-1d", "2026-02-30", "2026-02-03T04:05"})
  void anythingElseIsRefused(String said) {
    assertThatThrownBy(() -> moment.convert(said))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is no time: write 7d");
  }
}
