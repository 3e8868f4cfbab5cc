package dev.turnpike.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.analytics.flow.InternalTopics;
import dev.turnpike.analytics.flow.Sources;
import dev.turnpike.schemas.provisioning.TopicArea;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;

class InternalTopicsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** What is provisioned is what Kafka Streams makes where nothing is; then what does not fit. */
  @Test
  void theyAreAsKafkaStreamsMakesThemAndMustFit() throws Exception {
    try (Island island = new Island(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", island.bootstrapServers()))) {
      List<TopicSpec> specs;
      try (ConfigurableApplicationContext context = start(island)) {
        await().atMost(PATIENCE).until(() -> context.getBean(AnalyticsStreams.class).isWorking());
        specs = InternalTopics.of(settings(context), context.getBean(Sources.class));
      }
      assertThat(admin.listTopics().names().get())
          .filteredOn(name -> name.startsWith("turn-analytics-"))
          .containsExactlyInAnyOrderElementsOf(specs.stream().map(TopicSpec::name).toList());
      assertThat(new TopicArea(admin, 1, specs).compare()).isEmpty();
      for (TopicSpec spec : specs) {
        assertThat(set(admin, spec.name())).isEqualTo(new TreeMap<>(spec.configuration()));
      }
      assertThatThrownBy(() -> start(island, "--turnpike.analytics.partitions=8").close())
          .rootCause()
          .hasMessageMatching(
              "Topic turn-analytics-turns-\\S+ has 4 partitions and needs 8, by which its state is"
                  + " kept: .* \\(And 6 more\\.\\)")
          .hasMessageContaining("turnpike.analytics.partitions");
    }
  }

  private ConfigurableApplicationContext start(Island island, String... more) {
    return TurnAnalyticsApplication.application()
        .properties(Map.of("turnpike.environment", "test"))
        .run(
            Stream.of(
                    Stream.of(island.serviceArguments()),
                    Stream.of("--turnpike.analytics.state-folder=" + folder.resolve("state")),
                    Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new));
  }

  private static FlowProperties settings(ConfigurableApplicationContext context) {
    return Binder.get(context.getEnvironment())
        .bindOrCreate("turnpike.analytics", FlowProperties.class);
  }

  /** What was said when the topic was made. */
  private static Map<String, String> set(Admin admin, String topic) throws Exception {
    Map<String, String> set = new TreeMap<>();
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    for (ConfigEntry entry :
        admin.describeConfigs(List.of(resource)).all().get().values().iterator().next().entries()) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        set.put(entry.name(), entry.value());
      }
    }
    return set;
  }
}
