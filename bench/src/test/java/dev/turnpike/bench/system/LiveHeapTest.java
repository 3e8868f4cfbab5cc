package dev.turnpike.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void readsTheHistogramOfAJvm() {
    LiveHeap heap =
        LiveHeap.parse(
            """
            21475:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         40000        2097152  [B (java.base@25)
               2:         10000        1048576  java.lang.String (java.base@25)
               3:             3             72  dev.turnpike.Example
               4:             9        1048576  [Ljdk.internal.vm.FillerElement; (java.base@25)
               5:             2             32  jdk.internal.vm.FillerObject (java.base@25)
            Total         50003        3145800
            """);

    assertThat(heap.byClass())
        .containsOnlyKeys("[B", "java.lang.String", "dev.turnpike.Example")
        .containsEntry("java.lang.String", 1_048_576L);
    assertThat(heap.megabytes()).isBetween(3.0, 3.001);
  }

  @Test
  void saysWhatGrew() {
    LiveHeap before = LiveHeap.parse("1: 1 1048576 a\n2: 1 1048576 b\n3: 1 1048576 c\n");
    LiveHeap after =
        LiveHeap.parse("1: 1 1048576 a\n2: 1 3145728 b\n3: 1 1024 c\n4: 1 1048576 d\n");

    assertThat(after.growthSince(before, 8))
        .containsExactly(new LiveHeap.Growth("b", 2), new LiveHeap.Growth("d", 1));
    assertThat(after.growthSince(before, 1)).containsExactly(new LiveHeap.Growth("b", 2));
  }

  @Test
  void countsWhatIsAliveInAnotherJvm() throws IOException {
    LiveHeap.requireTool();
    Process holder = Holder.start();
    try (BufferedReader said = holder.inputReader()) {
      assertThat(said.readLine()).isEqualTo("holding");

      assertThat(LiveHeap.read(holder.pid()).byClass().get("[J"))
          .isBetween(8L * Holder.LONGS, 9L * Holder.LONGS);
    } finally {
      holder.destroyForcibly();
    }
  }
}
