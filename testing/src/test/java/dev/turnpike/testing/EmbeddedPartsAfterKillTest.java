package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsAfterKillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theBrokerKeepsAcknowledgedRecords() {
    int port = FreePort.find();
    try (ChildJvm child = ChildJvm.running(KilledBroker.class).arguments(folder, port).start()) {
      child.awaitLine("written", PATIENCE);
      child.kill();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
        TopicReader<String> reader =
            TopicReader.fromBeginning(
                broker.bootstrapServers(), KilledBroker.TOPIC, new StringDeserializer())) {
      assertThat(reader.values(KilledBroker.RECORDS))
          .isEqualTo(IntStream.range(0, KilledBroker.RECORDS).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void postgresKeepsCommittedRowsAndItsPort() throws Exception {
    int port = FreePort.find();
    try (ChildJvm child =
        ChildJvm.running(KilledDatabase.class).arguments(folder, port, "durable").start()) {
      child.awaitLine("written", PATIENCE);
      child.kill();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(durable(port));
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT n FROM kept")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(42);
    }
  }

  @Test
  void postgresThatOutlivedItsJvmAndItsGuardianIsReplaced() throws Exception {
    int port = FreePort.find();
    long server;
    try (ChildJvm child =
        ChildJvm.running(KilledDatabase.class).arguments(folder, port, "durable").start()) {
      child.awaitLine("written", PATIENCE);
      server = serverProcess(folder);
      ProcessHandle.of(child.pid())
          .orElseThrow()
          .children()
          .forEach(ProcessHandle::destroyForcibly);
      child.kill();
    }
    assertThat(ProcessHandle.of(server)).as("the orphan").isPresent();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(durable(port))) {
      await().atMost(PATIENCE).until(() -> ProcessHandle.of(server).isEmpty());
      assertThat(database.port()).isEqualTo(port);
    }
  }

  @Test
  void ephemeralPostgresVanishesWithItsJvm() throws Exception {
    Path data = folder.resolve("ephemeral");
    long server;
    try (ChildJvm child =
        ChildJvm.running(KilledDatabase.class).arguments(data, 0, "ephemeral").start()) {
      child.awaitLine("written", PATIENCE);
      server = serverProcess(data);
      child.kill();
    }
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(server).isEmpty());
    await().atMost(PATIENCE).until(() -> Files.notExists(data));
  }

  private DatabaseOptions durable(int port) {
    return DatabaseOptions.durable(folder, port, PgvectorFiles.prepared(System.out::println));
  }

  private static long serverProcess(Path folder) throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip());
  }
}
