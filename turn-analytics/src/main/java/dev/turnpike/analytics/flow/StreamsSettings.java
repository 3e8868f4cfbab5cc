package dev.turnpike.analytics.flow;

import dev.turnpike.metrics.KafkaMeters;
import dev.turnpike.platform.KafkaProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams. The operator's override the tuning, never the guarantees. */
public final class StreamsSettings {

  private static final int CACHE_BYTES = 16 << 20;
  private static final int SESSION_MILLIS = 6_000;

  private StreamsSettings() {}

  /**
   * What an instance has of its own.
   *
   * @param server host and port of its HTTP server
   */
  public record Place(String server, MeterRegistry meters) {}

  public static Properties of(
      FlowProperties properties, KafkaProperties kafka, Sources sources, Place place) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
    settings.putAll(KafkaMeters.config(place.meters()));
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, sources.replication());
    if (sources.replication() >= 3) {
      settings.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), "2");
    }
    settings.putAll(kafka.client());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, properties.application());
    settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, place.server());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, properties.commitInterval().toMillis());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, properties.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, properties.standbyReplicas());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, properties.stateFolder());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
    settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
    return settings;
  }
}
