package dev.turnpike.bench.analytics;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes turns at an even pace, and a probe every tenth of a second among them. */
final class TurnFeed implements AutoCloseable {
  private static final int PROBES_PER_SECOND = 10;

  private final SchemaRegistry registry;
  private final EventRecords<CompletedTurn> records;
  private final KafkaProducer<byte[], byte[]> producer;
  private final FedTurns turns;

  TurnFeed(Endpoints endpoints, long seed) {
    registry = SchemaRegistry.connect(RegistrySettings.of(endpoints.schemaRegistryUrl()));
    records = EventRecords.of(Topics.TURNS_COMPLETED, registry);
    turns = new FedTurns(seed);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoints.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Returns when all are published.
   *
   * @return how many there were
   */
  int feed(int perSecond, Duration length, String run, List<Probes> probes) {
    long begin = System.nanoTime();
    long pause = 1_000_000_000L / perSecond;
    int between = Math.max(1, perSecond / PROBES_PER_SECOND);
    int count = 0;
    for (; count * pause < length.toNanos(); count++) {
      long wait = begin + count * pause - System.nanoTime();
      if (wait > 1_000_000) { // the timer's own resolution
        LockSupport.parkNanos(wait);
      }
      if (count % between == 0) {
        probe("probe-%s-%d".formatted(run, count), probes);
      } else {
        CompletedTurn turn = turns.next();
        var _ = producer.send(records.record(turn.getUserId(), turn));
      }
    }
    producer.flush();
    return count;
  }

  private void probe(String agent, List<Probes> probes) {
    CompletedTurn turn = turns.next(agent);
    var _ =
        producer.send(
            records.record(turn.getUserId(), turn),
            (_, failure) -> {
              if (failure == null) {
                probes.forEach(each -> each.published(agent));
              }
            });
  }

  @Override
  public void close() {
    producer.close();
    registry.close();
  }
}
