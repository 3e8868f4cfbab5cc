package dev.turnpike.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.schemas.provisioning.PartitionCounts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, true, 1, 1, --port must be",
    "65535, true, 2, 1, --port must be",
    "8080, true, 0, 1, --ingress must be",
    "8080, true, 1, 17, --workers must be",
    "8080, false, 1, 2, need --processes",
  })
  void impossibleOptionsAreNamed(
      int port, boolean processes, int ingress, int workers, String told) {
    assertThatThrownBy(
            () ->
                new RunOptions(
                    port,
                    Path.of("d"),
                    false,
                    processes,
                    ingress,
                    workers,
                    false,
                    PartitionCounts.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void severalOfEachAreFineAsProcesses() {
    RunOptions options =
        new RunOptions(65_534, Path.of("d"), false, true, 2, 3, false, PartitionCounts.DEFAULT);

    assertThat(options.workers()).isEqualTo(3);
  }
}
