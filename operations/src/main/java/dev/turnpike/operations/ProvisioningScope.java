package dev.turnpike.operations;

import dev.turnpike.operations.database.OwnerDatabase;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Principals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is provisioned besides topics and schemas, and how.
 *
 * @param replication copies of each partition; null for 3, or as many as there are brokers
 * @param fewerReplicas whether fewer than 3 will do where {@code replication} does not say so
 * @param internal whether the topics that turn-analytics keeps for itself are made too
 * @param newRegistry whether the registry may be a new one though topics have records
 * @param principals whom rights on Kafka are given to; empty: none are given
 * @param role whom rights in the database are given to; empty: none are given
 */
public record ProvisioningScope(
    @Nullable Integer replication,
    boolean fewerReplicas,
    PartitionCounts partitions,
    boolean internal,
    boolean newRegistry,
    Optional<Principals> principals,
    Optional<OwnerDatabase> database,
    Optional<String> role) {

  /** Topics and schemas only, as on the machine of one person. */
  public static ProvisioningScope local(PartitionCounts partitions) {
    return new ProvisioningScope(
        null, true, partitions, false, false, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
