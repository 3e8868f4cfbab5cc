package dev.turnpike.platform;

import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Provisioner;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Refuses the start when a topic or, unless the service may register them itself, a schema is
 * missing.
 */
record ProvisioningCheck(
    KafkaProperties kafka, KafkaClients clients, String clientId, RegistryProperties registry)
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
                clientId + "-startup-topics",
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

  private static void verify(Admin admin, SchemaRegistry schemas) throws Missing {
    List<String> missing = new Provisioner(admin, schemas, 1, Topics.ALL).verify();
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
