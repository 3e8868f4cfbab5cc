package dev.turnpike.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.startup.WorkerStart.Times;
import dev.turnpike.bench.system.BenchRefusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupResultTest {
  @Test
  void theMedianIsTheMiddleOrBetweenTheMiddles() {
    Times quick = new Times(1, 1, 2, 3);
    Times slow = new Times(4, 4, 8, 9);
    Times middle = new Times(2, 2, 4, 4);
    assertThat(StartupResult.median(List.of(slow, quick, middle), Times::consuming)).isEqualTo(4);
    assertThat(StartupResult.median(List.of(slow, quick), Times::consuming)).isEqualTo(5);
  }

  @Test
  void onlyTheTrainingWritesTheCache() {
    Layout layout = new Layout(Path.of("a.jar"), Path.of("b.jar"), Path.of("c.aot"));
    assertThat(Form.training(layout)).contains("-XX:AOTCacheOutput=c.aot", "b.jar");
    assertThat(Form.CACHED.command(layout)).contains("-XX:AOTCache=c.aot", "b.jar");
    assertThat(Form.EXTRACTED.command(layout))
        .contains("b.jar")
        .noneMatch(each -> each.contains("AOT"));
    assertThat(Form.JAR.command(layout)).contains("a.jar").noneMatch(each -> each.contains("AOT"));
  }

  @Test
  void aMissingJarIsNamed(@TempDir Path home) {
    assertThatThrownBy(() -> Layout.of(home, home))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining(home.toString());
  }
}
