package dev.turnpike.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
  @TempDir private Path root;
  private ProcFiles files;

  @BeforeEach
  void writeFiles() throws IOException {
    files = new ProcFiles(root);
    write("42/stat", "42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 70 30 5 2 20 0 1 0 99");
    write("42/status", "Name:\tjava\nVmHWM:\t  4096 kB\nVmRSS:\t    2048 kB\n");
    write("42/fd/0", "");
    write("42/fd/17", "");
    write("42/task/42/stat", "");
    write("42/task/43/stat", "");
    write("42/task/44/stat", "");
    write("42/smaps_rollup", "00-ff ---p [rollup]\nRss: 900 kB\nPss:                 512 kB\n");
    write("stat", "cpu  100 10 20 1000 50 1 2 3 0 0\ncpu0 1 1 1 1\n");
    write("loadavg", "1.25 2.00 3.00 1/100 42\n");
    write("meminfo", "MemTotal:       24000000 kB\n");
    write("cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC\n");
  }

  @Test
  void processorTimeIsUserAndSystemTime() {
    assertThat(files.cpuMillis(42, false)).isEqualTo(1000);
    assertThat(files.cpuMillis(42, true)).isEqualTo(1070);
  }

  @Test
  void whatIsGoneUsesNothing() {
    assertThat(files.cpuMillis(43, true)).isZero();
    assertThat(files.residentKilobytes(43)).isZero();
  }

  @Test
  void readsMemory() {
    assertThat(files.residentKilobytes(42)).isEqualTo(2048);
    assertThat(files.peakKilobytes(42)).isEqualTo(4096);
    assertThat(files.proportionalKilobytes(42)).isEqualTo(512);
  }

  @Test
  void countsThreadsAndOpenFiles() {
    Meter meter = new Meter(files, List.of(ProcessGroup.of("ingress", Share.PATH, 42)));

    assertThat(meter.handles()).containsEntry("ingress", new Handles(3, 2));
    assertThat(files.footprint(43)).isEmpty();
  }

  @Test
  void readsTheMachine() {
    assertThat(files.busyMillis()).isEqualTo(1360);
    assertThat(files.loadAverage()).isEqualTo(1.25);
    assertThat(files.processorModel()).contains("AMD EPYC");
    assertThat(files.totalKilobytes()).isEqualTo(24_000_000);
  }

  @Test
  void aMachineWithoutSuchFilesGivesNothing() {
    ProcFiles none = new ProcFiles(root.resolve("nowhere"));
    Meter meter = new Meter(none, List.of(ProcessGroup.of("bench", Share.GENERATOR, 42)));

    assertThat(none.available()).isFalse();
    assertThat(meter.read().since(meter.read()).cpuMillis()).containsEntry("bench", 0L);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
