package dev.turnpike.analytics.flow;

import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Requirements;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Asks Kafka what the topics are like that are read. */
public final class SourceTopics {

  private SourceTopics() {}

  /**
   * Also looks at the internal topics, of which Kafka Streams would only log, again and again, that
   * they do not fit.
   *
   * @throws StartRefused if they can't be used or made
   */
  public static Sources read(KafkaClients clients, FlowProperties properties) {
    try (Admin admin = clients.admin("turn-analytics-sources", Map.of())) {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(List.of(Topics.TURNS_COMPLETED.name(), Topics.TURNS_SCORED.name()))
              .allTopicNames()
              .get();
      Sources sources =
          new Sources(
              partitions(topics, Topics.TURNS_COMPLETED),
              partitions(topics, Topics.TURNS_SCORED),
              described(topics, Topics.TURNS_COMPLETED).partitions().getFirst().replicas().size());
      List<String> wrong =
          Requirements.unmakeable(
              admin, sources.replication(), InternalTopics.of(properties, sources));
      if (!wrong.isEmpty()) {
        throw new StartRefused(
            wrong.getFirst()
                + (wrong.size() == 1 ? "" : " (And %d more.)".formatted(wrong.size() - 1)));
      }
      return sources;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not say what its topics are like", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static int partitions(Map<String, TopicDescription> topics, Topic<?> topic) {
    return described(topics, topic).partitions().size();
  }

  private static TopicDescription described(Map<String, TopicDescription> topics, Topic<?> topic) {
    TopicDescription description = topics.get(topic.name());
    if (description == null) {
      throw new IllegalStateException("Kafka did not describe " + topic + ".");
    }
    return description;
  }
}
