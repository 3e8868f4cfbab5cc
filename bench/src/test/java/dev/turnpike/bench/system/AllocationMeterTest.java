package dev.turnpike.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AllocationMeterTest {

  @Test
  void countsWhatAnotherJvmHasAllocated() throws IOException {
    Process holder = Holder.start();
    try (BufferedReader said = holder.inputReader()) {
      assertThat(said.readLine()).isEqualTo("holding");

      try (AllocationMeter meter = AllocationMeter.of(holder.pid())) {
        long first = meter.bytes();

        assertThat(first).isBetween(8L * Holder.LONGS, 3 * 8L * Holder.LONGS);
        assertThat(meter.bytes()).isGreaterThanOrEqualTo(first);
      }
    } finally {
      holder.destroyForcibly();
    }
  }
}
