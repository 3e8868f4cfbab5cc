package dev.turnpike.keyed;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Settings of one {@link KeyedConsumer}.
 *
 * @param client properties for consumer and producer, at least {@code bootstrap.servers}; they
 *     override the tuning, never what the guarantees rest on
 * @param topic the topic to read
 * @param group the consumer group
 * @param deadLetterTopic where records go that can't be handled
 * @param maxInFlight records taken in and not yet committed, over all partitions; above it every
 *     partition is paused. The last fetch may exceed it, by up to {@code max.poll.records}
 * @param maxWindow offsets between the first unfinished one and the newest taken in, per partition;
 *     above it the partition is paused
 * @param maxQueuedPerKey records that wait behind a running one of their key; above it the
 *     partition is paused
 * @param commitInterval how often finished records are committed
 * @param maxFailures failures that are not outages after which a record is dead-lettered
 * @param selfFenceAfter time without a poll after which nothing new is started; below the group's
 *     session timeout
 * @param maxOutcomeBytes size of the largest record that a handler may publish: key, value and
 *     headers. The broker must take records of this size ({@code max.message.bytes})
 * @param outage tells failures of the surroundings, which are waited out, from failures of the
 *     record
 * @param express records that must not wait for the running record of their key, such as a
 *     cancellation of it. Asked by the poll thread for every record, so it may not block
 */
public record KeyedSettings(
    Map<String, String> client,
    String topic,
    String group,
    String deadLetterTopic,
    int maxInFlight,
    int maxWindow,
    int maxQueuedPerKey,
    Duration commitInterval,
    int maxFailures,
    Duration selfFenceAfter,
    int maxOutcomeBytes,
    Predicate<Throwable> outage,
    Predicate<ConsumerRecord<byte[], byte[]>> express) {

  public KeyedSettings {
    client = Map.copyOf(client);
    requireBetween("maxInFlight", maxInFlight, 1_000_000);
    requireBetween("maxWindow", maxWindow, OffsetWindow.MAX_SPAN);
    requireBetween("maxQueuedPerKey", maxQueuedPerKey, 1_000_000);
    requireBetween("maxFailures", maxFailures, 1_000);
    requireBetween("maxOutcomeBytes", maxOutcomeBytes, 100_000_000);
    requirePositive("commitInterval", commitInterval);
    requirePositive("selfFenceAfter", selfFenceAfter);
  }

  /** The defaults: 5,000 in flight, a window of 2,000, commits every 50 ms, three failures. */
  public static Builder reading(
      String topic, String group, String deadLetterTopic, Map<String, String> client) {
    return new Builder(topic, group, deadLetterTopic, client);
  }

  private static void requireBetween(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be from 1 to %d".formatted(name, value, most));
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("%s is %s; it must be positive".formatted(name, value));
    }
  }

  /** Collects the settings that differ from the defaults. */
  public static final class Builder {

    private final Map<String, String> client;
    private final String topic;
    private final String group;
    private final String deadLetterTopic;
    private int maxInFlight = 5_000;
    private int maxWindow = 2_000;
    private int maxQueuedPerKey = 500;
    private Duration commitInterval = Duration.ofMillis(50);
    private int maxFailures = 3;
    private Duration selfFenceAfter = Duration.ofSeconds(4);
    private int maxOutcomeBytes = 1_000_000;
    private Predicate<Throwable> outage = Outages::isOutage;
    private Predicate<ConsumerRecord<byte[], byte[]>> express = record -> false;

    private Builder(
        String topic, String group, String deadLetterTopic, Map<String, String> client) {
      this.topic = topic;
      this.group = group;
      this.deadLetterTopic = deadLetterTopic;
      this.client = client;
    }

    public Builder maxInFlight(int records) {
      maxInFlight = records;
      return this;
    }

    public Builder maxWindow(int offsets) {
      maxWindow = offsets;
      return this;
    }

    public Builder maxQueuedPerKey(int records) {
      maxQueuedPerKey = records;
      return this;
    }

    public Builder commitInterval(Duration interval) {
      commitInterval = interval;
      return this;
    }

    public Builder maxFailures(int failures) {
      maxFailures = failures;
      return this;
    }

    public Builder selfFenceAfter(Duration limit) {
      selfFenceAfter = limit;
      return this;
    }

    public Builder maxOutcomeBytes(int bytes) {
      maxOutcomeBytes = bytes;
      return this;
    }

    public Builder outage(Predicate<Throwable> predicate) {
      outage = predicate;
      return this;
    }

    public Builder express(Predicate<ConsumerRecord<byte[], byte[]>> predicate) {
      express = predicate;
      return this;
    }

    public KeyedSettings build() {
      return new KeyedSettings(
          client,
          topic,
          group,
          deadLetterTopic,
          maxInFlight,
          maxWindow,
          maxQueuedPerKey,
          commitInterval,
          maxFailures,
          selfFenceAfter,
          maxOutcomeBytes,
          outage,
          express);
    }
  }
}
