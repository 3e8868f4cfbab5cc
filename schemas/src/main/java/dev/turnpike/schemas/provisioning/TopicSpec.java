package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Cleanup;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as Kafka should have it.
 *
 * @param rule what other numbers of partitions mean
 */
public record TopicSpec(String name, int partitions, Rule rule, Map<String, String> configuration) {

  /** What it means when a topic has another number of partitions than it should. */
  public enum Rule {
    /** It was chosen when the topic was made; fewer bound how far the services scale. */
    CHOSEN,
    /** The writers place records by it; more do no harm, since they stay empty. */
    AT_LEAST,
    /** Kafka Streams has placed its state by it. */
    EXACTLY
  }

  /**
   * After which a record that a later one replaces, or a tombstone deletes, is gone: without it
   * Kafka leaves a topic that is seldom written to as it is.
   */
  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  private static final int REPLICAS_THAT_MAY_LOSE_ONE = 3;

  public TopicSpec {
    configuration = Map.copyOf(configuration);
  }

  /** Every topic and, with one partition since it should stay empty, its dead-letter topic. */
  public static List<TopicSpec> of(List<Topic<?>> topics, PartitionCounts counts) {
    return topics.stream()
        .flatMap(topic -> Stream.of(live(topic, counts.of(topic)), deadLetters(topic)))
        .toList();
  }

  /** An acknowledged record must be on two disks where there are three. */
  Map<String, String> configurationFor(int replicas) {
    Map<String, String> all = new HashMap<>(configuration);
    if (replicas >= REPLICAS_THAT_MAY_LOSE_ONE) {
      all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return all;
  }

  private static TopicSpec live(Topic<?> topic, int partitions) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    configuration.put(
        TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis()));
    if (topic.cleanup() != Cleanup.DELETE) {
      configuration.put(
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(COMPACTED_WITHIN.toMillis()));
    }
    Rule rule = PartitionCounts.isFixed(topic) ? Rule.AT_LEAST : Rule.CHOSEN;
    return new TopicSpec(topic.name(), partitions, rule, configuration);
  }

  private static TopicSpec deadLetters(Topic<?> topic) {
    return new TopicSpec(
        topic.deadLetterTopic(),
        1,
        Rule.CHOSEN,
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            Cleanup.DELETE.policy(),
            TopicConfig.RETENTION_MS_CONFIG,
            String.valueOf(Topics.DEAD_LETTER_RETENTION.toMillis())));
  }
}
