package dev.turnpike.operations.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.operations.console.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgottenListTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void whoIsListedWithATimeIsForgottenUntilThen() {
    var list = ForgottenList.of(List.of("ada 2026-11-23T10:00:00Z", "", "  eve  "), NOW);

    assertThat(list.includes("ada", Instant.parse("2026-11-23T10:00:00Z"))).isTrue();
    assertThat(list.includes("ada", Instant.parse("2026-11-23T10:00:01Z"))).isFalse();
    assertThat(list.includes("eve", NOW)).isTrue();
    assertThat(list.includes("bob", Instant.EPOCH)).isFalse();
  }

  @Test
  void ofTwoTimesTheLaterCounts() {
    var list =
        ForgottenList.of(List.of("ada 2026-11-23T10:00:00Z", "ada 2026-11-23T09:00:00Z"), NOW);

    assertThat(list.users()).containsEntry("ada", Instant.parse("2026-11-23T10:00:00Z"));
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> ForgottenList.of(List.of("ada yesterday"), NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'yesterday'");
  }

  @Test
  void aFileThatIsNotThereIsRefusedAndNoFileIsNobody() {
    assertThat(ForgottenList.read(null, NOW).users()).isEmpty();
    assertThatThrownBy(() -> ForgottenList.read(Path.of("no-such-file"), NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("no-such-file can't be read");
  }
}
