package dev.turnpike.operations;

import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.analytics.flow.InternalTopics;
import dev.turnpike.analytics.flow.Sources;
import dev.turnpike.platform.Platform;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.TopicArea;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The internal topics of turn-analytics, as its settings in this environment and the topics that it
 * reads will have them.
 */
final class AnalyticsTopics {

  /** Has no beans: only the settings matter. */
  static final class Settings {}

  private AnalyticsTopics() {}

  static List<TopicSpec> of(Admin admin, PartitionCounts counts, Surroundings surroundings) {
    Sources sources =
        new Sources(
            partitions(admin, Topics.TURNS_COMPLETED, counts),
            partitions(admin, Topics.TURNS_SCORED, counts),
            1);
    return InternalTopics.of(settings(surroundings), sources);
  }

  private static int partitions(Admin admin, Topic<?> topic, PartitionCounts counts) {
    return TopicArea.partitions(admin, topic.name()).orElse(counts.of(topic));
  }

  private static FlowProperties settings(Surroundings surroundings) {
    try (var context =
        Platform.application(Settings.class, "turn-analytics")
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(
                starting ->
                    starting
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(
                            new SystemEnvironmentPropertySource(
                                "provision-systemEnvironment",
                                new HashMap<>(surroundings.variables()))))
            .run()) {
      return Binder.get(context.getEnvironment())
          .bindOrCreate("turnpike.analytics", FlowProperties.class);
    }
  }
}
