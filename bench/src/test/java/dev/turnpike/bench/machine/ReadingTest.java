package dev.turnpike.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {

  @Test
  void whatIsNotOursIsNoise() {
    Reading before = new Reading(1_000, Map.of("a", 100L, "b", 50L), 5_000, 1);
    Reading after = new Reading(3_000, Map.of("a", 400L, "b", 150L), 6_400, 2.5);

    Usage usage = after.since(before);

    assertThat(usage.cpuMillis()).containsEntry("a", 300L).containsEntry("b", 100L);
    assertThat(usage.otherCpuMillis()).isEqualTo(1_000);
    assertThat(usage.otherProcessors()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aProcessThatIsGoneCountsAsIdleInsteadOfNegative() {
    Reading before = new Reading(0, Map.of("a", 100L), 0, 0);

    assertThat(new Reading(10, Map.of("a", 0L), 0, 0).since(before).cpuMillis())
        .containsEntry("a", 0L);
  }

  @Test
  void usagesAddUp() {
    Usage sum =
        new Usage(10, Map.of("a", 1L), 2, 3).plus(new Usage(20, Map.of("a", 4L, "b", 5L), 6, 1));

    assertThat(sum).isEqualTo(new Usage(30, Map.of("a", 5L, "b", 5L), 8, 3));
  }

  @Test
  void thisProcessUsesProcessorAndMemory() {
    ProcFiles files = ProcFiles.ofThisSystem();
    long pid = ProcessHandle.current().pid();
    Meter meter = new Meter(files, List.of(ProcessGroup.family("me", Share.PATH, pid)));

    if (files.available()) {
      assertThat(meter.read().cpuMillis().get("me")).isPositive();
      assertThat(meter.memory())
          .hasEntrySatisfying("me", memory -> assertThat(memory.megabytes()).isPositive());
    }
  }
}
