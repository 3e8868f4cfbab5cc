package dev.turnpike.operations;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.database.DatabaseRefusal;
import dev.turnpike.operations.database.GrantArea;
import dev.turnpike.operations.database.MigrationArea;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRefusedException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.AclArea;
import dev.turnpike.schemas.provisioning.Area;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.schemas.provisioning.ProvisioningRefused;
import dev.turnpike.schemas.provisioning.Requirements;
import dev.turnpike.schemas.provisioning.SchemaArea;
import dev.turnpike.schemas.provisioning.TopicArea;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What the services find when they start, on one Kafka, one registry and one database; every
 * failure is a sentence.
 *
 * @param registry its URLs, comma-separated
 */
public record Provisioning(KafkaAddress kafka, String registry, ProvisioningScope scope) {

  /** Kafka and the registry, while they are connected. */
  private record Parts(Admin admin, SchemaRegistry registry) {}

  /** What is done with a provisioner, which lives no longer. */
  public <T> T with(Function<Provisioner, T> work) {
    return connected(parts -> work.apply(new Provisioner(areas(parts))));
  }

  /** One sentence for each thing without which services refuse to start. */
  public List<String> missing() {
    return connected(
        parts -> {
          List<String> missing =
              new ArrayList<>(
                  Requirements.missing(
                      parts.admin(),
                      parts.registry(),
                      Topics.ALL,
                      TopicSpec.of(Topics.ALL, PartitionCounts.DEFAULT)));
          scope
              .database()
              .ifPresent(database -> missing.addAll(new MigrationArea(database).missing()));
          return missing;
        });
  }

  /** In the order in which a new version needs them. */
  private List<Area> areas(Parts parts) {
    Admin admin = parts.admin();
    List<TopicSpec> topics = new ArrayList<>(TopicSpec.of(Topics.ALL, scope.partitions()));
    if (scope.internal()) {
      topics.addAll(AnalyticsTopics.of(admin, scope.partitions(), kafka.surroundings()));
    }
    List<Area> areas = new ArrayList<>();
    areas.add(new TopicArea(admin, replication(admin), topics));
    scope.principals().ifPresent(principals -> areas.add(new AclArea(admin, principals)));
    areas.add(
        new SchemaArea(
            parts.registry(),
            Topics.ALL,
            () ->
                scope.newRegistry()
                    ? Set.of()
                    : TopicArea.written(admin, Topics.ALL.stream().map(Topic::name).toList())));
    scope
        .database()
        .ifPresent(
            database -> {
              areas.add(new MigrationArea(database));
              scope.role().ifPresent(role -> areas.add(new GrantArea(database, role)));
            });
    return areas;
  }

  private int replication(Admin admin) {
    Integer chosen = scope.replication();
    if (chosen != null) {
      return chosen;
    }
    try {
      int possible = kafka.replication(admin);
      if (possible < KafkaAddress.MOST_REPLICAS && !scope.fewerReplicas()) {
        throw new Refusal(
            "Kafka at %s has %d of the %d brokers that copies of each record need: wait until all are up, or say --replication %d if there are no more."
                .formatted(
                    kafka.bootstrapServers(), possible, KafkaAddress.MOST_REPLICAS, possible));
      }
      return possible;
    } catch (ExecutionException e) {
      throw new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }

  private <T> T connected(Function<Parts, T> work) {
    try (Admin admin = kafka.admin();
        SchemaRegistry client = SchemaRegistry.connect(kafka.registry(registry))) {
      return work.apply(new Parts(admin, client));
    } catch (KafkaException e) {
      throw new Refusal(kafka.refusal(e), e);
    } catch (RegistryUnavailableException
        | SchemaRefusedException
        | ProvisioningRefused
        | DatabaseRefusal
        | StartRefused
        | IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
