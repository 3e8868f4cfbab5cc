package dev.turnpike.operations;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRefusedException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Topics and schemas on one Kafka and one registry; every failure is a sentence.
 *
 * @param registry its URLs, comma-separated
 * @param replication copies of each partition; null for 3, or as many as there are brokers
 */
public record Provisioning(KafkaAddress kafka, String registry, @Nullable Integer replication) {

  /** One sentence for each thing that was changed. */
  public List<String> apply() {
    return with(Provisioner::provision);
  }

  /** One sentence for each thing that is missing. */
  public List<String> missing() {
    return with(Provisioner::verify);
  }

  private List<String> with(Function<Provisioner, List<String>> work) {
    try (Admin admin = kafka.admin();
        SchemaRegistry client = SchemaRegistry.connect(kafka.registry(registry))) {
      int copies = replication != null ? replication : kafka.replication(admin);
      return work.apply(new Provisioner(admin, client, copies));
    } catch (KafkaException | ExecutionException e) {
      throw new Refusal(kafka.refusal(e), e);
    } catch (RegistryUnavailableException | SchemaRefusedException | IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }
}
