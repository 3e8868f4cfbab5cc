package dev.turnpike.platform;

import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Requirements;
import dev.turnpike.schemas.provisioning.ServiceAccess;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Refuses the start when a topic that the service uses or, unless it may register them itself, a
 * schema is missing. It asks for no others: the service may not be allowed to see them.
 *
 * @param service by its name, which is also in that of its Kafka client
 */
record ProvisioningCheck(
    KafkaProperties kafka, KafkaClients clients, String service, RegistryProperties registry)
    implements StartupCheck {
  private static final int ANSWER_MILLIS = 4_000;

  /** What is missing, as long as it may still come. */
  private static final class Missing extends Exception {
    private final transient List<String> sentences;

    Missing(List<String> sentences) {
      super(sentences.getFirst());
      this.sentences = sentences;
    }
  }

  @Override
  public void run(Patience patience) throws Exception {
    try (Admin admin =
            clients.admin(
                service + "-startup-topics",
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS));
        SchemaRegistry schemas = SchemaRegistry.connect(registry.settings())) {
      patience.keepTrying(() -> verify(admin, schemas));
    } catch (Missing e) {
      throw new StartRefused(sentence(e.sentences), e);
    } catch (KafkaException e) {
      throw new StartRefused(
          "%s is \"%s\" and a broker answers there, but its topics can't be read (%s): check its advertised.listeners and this client's rights."
              .formatted(KafkaProperties.VARIABLE, kafka.bootstrapServers(), Reasons.of(e)),
          e);
    } catch (RegistryUnavailableException e) {
      throw new StartRefused(
          "%s is \"%s\", but its schemas can't be read (%s): check the address and credentials."
              .formatted(
                  RegistryProperties.VARIABLE, Redaction.redact(registry.url()), Reasons.of(e)),
          e);
    }
  }

  private void verify(Admin admin, SchemaRegistry schemas) throws Missing {
    Optional<ServiceAccess> access = ServiceAccess.of(service);
    List<String> missing =
        Requirements.missing(
            admin,
            schemas,
            access.map(ServiceAccess::topics).orElse(Topics.ALL),
            access
                .map(ServiceAccess::specs)
                .orElseGet(() -> TopicSpec.of(Topics.ALL, PartitionCounts.DEFAULT)));
    if (!missing.isEmpty()) {
      throw new Missing(missing);
    }
  }

  private String sentence(List<String> missing) {
    String first = missing.getFirst().replaceAll("\\.$", "");
    String more = missing.size() == 1 ? "" : " (and %d more)".formatted(missing.size() - 1);
    return "%s is \"%s\" and %s is \"%s\", but they are not set up: %s%s."
        .formatted(
            KafkaProperties.VARIABLE,
            kafka.bootstrapServers(),
            RegistryProperties.VARIABLE,
            Redaction.redact(registry.url()),
            first,
            more);
  }
}
