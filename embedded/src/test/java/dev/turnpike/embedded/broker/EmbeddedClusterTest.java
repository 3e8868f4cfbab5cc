package dev.turnpike.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {

  @TempDir Path folder;

  @Test
  void threeNodesSurviveTheLossOfOneAndTheRestartOfAll() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, 3)) {
      Records records = new Records(cluster.bootstrapServers(), "replicated");
      records.createTopic(3);
      records.write(0, 50);
      cluster.stopNode(2);
      records.write(50, 100);
      assertThat(records.readAll(100)).isEqualTo(Records.numbers(100));
      cluster.startNode(2);
      cluster.stopNode(1);
      records.write(100, 150);
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, 3)) {
      Records records = new Records(cluster.bootstrapServers(), "replicated");
      assertThat(records.readAll(150)).isEqualTo(Records.numbers(150));
    }
  }
}
