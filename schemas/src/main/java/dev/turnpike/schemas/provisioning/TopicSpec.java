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

/** A topic as Kafka should have it. */
record TopicSpec(String name, int partitions, Map<String, String> configuration) {

  /**
   * After which a record that a later one replaces, or a tombstone deletes, is gone: without it
   * Kafka leaves a topic that is seldom written to as it is.
   */
  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  /** Every topic and, with one partition since it should stay empty, its dead-letter topic. */
  static List<TopicSpec> of(List<Topic<?>> topics) {
    return topics.stream().flatMap(topic -> Stream.of(live(topic), deadLetters(topic))).toList();
  }

  private static TopicSpec live(Topic<?> topic) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    configuration.put(
        TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis()));
    if (topic.cleanup() != Cleanup.DELETE) {
      configuration.put(
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(COMPACTED_WITHIN.toMillis()));
    }
    return new TopicSpec(topic.name(), topic.partitions(), Map.copyOf(configuration));
  }

  private static TopicSpec deadLetters(Topic<?> topic) {
    return new TopicSpec(
        topic.deadLetterTopic(),
        1,
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            Cleanup.DELETE.policy(),
            TopicConfig.RETENTION_MS_CONFIG,
            String.valueOf(Topics.DEAD_LETTER_RETENTION.toMillis())));
  }
}
