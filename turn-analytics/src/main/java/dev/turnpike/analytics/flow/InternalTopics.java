package dev.turnpike.analytics.flow;

import dev.turnpike.schemas.Cleanup;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics that Kafka Streams keeps for itself, as it would make them: what is in the stores, and
 * the entries on their way from reading to counting. Made beforehand, so that the service needs no
 * right to create topics.
 */
public final class InternalTopics {

  /** Kafka Streams keeps a window this much longer than its store does. */
  private static final Duration WINDOW_KEPT_LONGER = Duration.ofDays(1);

  private static final Map<String, String> TIMES =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");

  private final FlowProperties properties;
  private final List<TopicSpec> specs = new ArrayList<>();

  private InternalTopics(FlowProperties properties) {
    this.properties = properties;
  }

  public static List<TopicSpec> of(FlowProperties properties, Sources sources) {
    InternalTopics topics = new InternalTopics(properties);
    topics.add(Input.TURNS, sources.turns());
    topics.add(Input.SCORES, sources.scores());
    topics.changelog(Input.SCORES.name("alerts"), properties.partitions());
    return topics.specs;
  }

  private void add(Input<?> input, int sources) {
    Duration seen = Intake.seenFor(input.kind(), properties).plus(WINDOW_KEPT_LONGER);
    topic(
        input.name("seen") + "-changelog",
        sources,
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, Cleanup.COMPACT_AND_DELETE.policy(),
            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(seen.toMillis())));
    changelog(input.name("progress"), sources);
    topic(
        input.name("entries") + "-repartition",
        properties.partitions(),
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, Cleanup.DELETE.policy(),
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.SEGMENT_BYTES_CONFIG, "52428800"));
    changelog(input.name("windows"), properties.partitions());
    changelog(input.name("marks"), properties.partitions());
  }

  private void changelog(String store, int partitions) {
    topic(
        store + "-changelog",
        partitions,
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, Cleanup.COMPACT.policy()));
  }

  private void topic(String name, int partitions, Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>(TIMES);
    all.putAll(configuration);
    specs.add(
        new TopicSpec(
            properties.application() + "-" + name, partitions, TopicSpec.Rule.EXACTLY, all));
  }
}
