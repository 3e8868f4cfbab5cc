package dev.turnpike.schemas.provisioning;

import dev.turnpike.schemas.Cleanup;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/** A topic as Kafka should have it. */
record TopicSpec(String name, int partitions, Map<String, String> configuration) {

  /** Every topic and, with one partition since it should stay empty, its dead-letter topic. */
  static List<TopicSpec> of(List<Topic<?>> topics) {
    return topics.stream().flatMap(topic -> Stream.of(live(topic), deadLetters(topic))).toList();
  }

  private static TopicSpec live(Topic<?> topic) {
    return new TopicSpec(
        topic.name(),
        topic.partitions(),
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy(),
            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis())));
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
