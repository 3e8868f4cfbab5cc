package dev.turnpike.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @TempDir Path folder;

  @Test
  void keepsRecordsOverARestartOnAnotherPort() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      Records records = new Records(broker.bootstrapServers(), "kept");
      records.createTopic(1);
      records.write(0, 100);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      Records records = new Records(broker.bootstrapServers(), "kept");
      assertThat(records.readAll(100)).isEqualTo(Records.numbers(100));
    }
  }

  @Test
  void secondStartOnTheSameFolderSaysWhoHoldsIt() {
    try (EmbeddedBroker _ = EmbeddedBroker.start(folder, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void takesBrokerPropertiesAndAFixedPort() throws Exception {
    int port = FreePort.find();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, Map.of("num.partitions", "7"));
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + port))) {
      assertThat(broker.port()).isEqualTo(port);
      admin
          .createTopics(List.of(new NewTopic("t", Optional.empty(), Optional.empty())))
          .all()
          .get();
      assertThat(admin.describeTopics(List.of("t")).allTopicNames().get().values())
          .singleElement()
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(7));
    }
  }
}
