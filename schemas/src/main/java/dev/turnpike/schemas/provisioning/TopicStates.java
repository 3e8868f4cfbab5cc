package dev.turnpike.schemas.provisioning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics as they are. */
final class TopicStates {

  /** One that is there. */
  record State(int partitions, int replicas, Map<String, String> configuration) {
    String setting(String name) {
      return configuration.getOrDefault(name, "");
    }
  }

  private final Map<String, State> states;
  private final Set<String> hidden;

  private TopicStates(Map<String, State> states, Set<String> hidden) {
    this.states = states;
    this.hidden = hidden;
  }

  static TopicStates read(Admin admin, Collection<String> names) {
    Map<String, TopicDescription> descriptions = new HashMap<>();
    Set<String> hidden = new TreeSet<>();
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(names).topicNameValues();
    for (var each : asked.entrySet()) {
      try {
        descriptions.put(each.getKey(), Answers.await(each.getValue()));
      } catch (UnknownTopicOrPartitionException e) {
        // It is missing.
      } catch (TopicAuthorizationException e) {
        hidden.add(each.getKey());
      }
    }
    return new TopicStates(withConfiguration(admin, descriptions), hidden);
  }

  /** Empty if there is no such topic, or none that this client may see. */
  Optional<State> of(String name) {
    return Optional.ofNullable(states.get(name));
  }

  /** What this client may not see. */
  boolean isHidden(String name) {
    return hidden.contains(name);
  }

  static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Map<String, State> withConfiguration(
      Admin admin, Map<String, TopicDescription> descriptions) {
    List<ConfigResource> resources = new ArrayList<>();
    descriptions.keySet().forEach(name -> resources.add(resource(name)));
    Map<ConfigResource, Config> configurations =
        resources.isEmpty() ? Map.of() : Answers.await(admin.describeConfigs(resources).all());
    Map<String, State> states = new HashMap<>();
    descriptions.forEach(
        (name, description) ->
            states.put(
                name,
                new State(
                    description.partitions().size(),
                    description.partitions().getFirst().replicas().size(),
                    values(Objects.requireNonNull(configurations.get(resource(name)))))));
    return states;
  }

  private static Map<String, String> values(Config configuration) {
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : configuration.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }
}
