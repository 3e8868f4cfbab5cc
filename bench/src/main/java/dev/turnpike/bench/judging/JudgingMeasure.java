package dev.turnpike.bench.judging;

import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes ended turns all at once, and waits until each has a score under every rubric. */
final class JudgingMeasure {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Endpoints endpoints;
  private final DataSource database;
  private final List<ProcessGroup> groups;
  private final int rubrics;

  /**
   * @param rubrics under which each turn is judged
   */
  JudgingMeasure(Endpoints endpoints, DataSource database, List<ProcessGroup> groups, int rubrics) {
    this.endpoints = endpoints;
    this.database = database;
    this.groups = groups;
    this.rubrics = rubrics;
  }

  /**
   * How it went.
   *
   * @param cpuMillisPerTurn by process
   * @param otherProcessors how many processors were busy with anything else: noise
   */
  record Judging(
      int turns,
      int scores,
      double seconds,
      double turnsPerSecond,
      double scoresPerSecond,
      Map<String, Double> cpuMillisPerTurn,
      double otherProcessors) {}

  Judging measure(String run, int turns) throws SQLException, InterruptedException {
    Meter meter = new Meter(ProcFiles.ofThisSystem(), groups);
    Reading before = meter.read();
    long begin = System.nanoTime();
    publish(run, turns);
    awaitScores(run, turns * rubrics);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Usage used = meter.read().since(before);
    Map<String, Double> cpu = new TreeMap<>();
    used.cpuMillis()
        .forEach((group, millis) -> cpu.put(group, Rounded.to(2, (double) millis / turns)));
    return new Judging(
        turns,
        turns * rubrics,
        Rounded.to(2, seconds),
        Rounded.to(1, turns / seconds),
        Rounded.to(1, turns * rubrics / seconds),
        cpu,
        Rounded.to(2, used.otherProcessors()));
  }

  private void publish(String run, int turns) {
    try (SchemaRegistry registry =
            SchemaRegistry.connect(RegistrySettings.of(endpoints.schemaRegistryUrl()));
        KafkaProducer<byte[], byte[]> producer = producer()) {
      EventRecords<CompletedTurn> records = EventRecords.of(Topics.TURNS_COMPLETED, registry);
      for (int i = 0; i < turns; i++) {
        CompletedTurn turn = AnsweredTurns.turn(run, i);
        var _ = producer.send(records.record(turn.getUserId(), turn));
      }
      producer.flush();
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            endpoints.bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void awaitScores(String run, int scores) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int stored = 0;
    while (stored < scores) {
      if (System.nanoTime() > deadline) {
        throw new BenchRefusal(
            "Only %d of %d scores were stored within %d minutes."
                .formatted(stored, scores, PATIENCE.toMinutes()));
      }
      Thread.sleep(LOOK);
      stored = stored(run);
    }
  }

  private int stored(String run) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from judge.scores where user_id like ?")) {
      count.setString(1, run + "-%");
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
