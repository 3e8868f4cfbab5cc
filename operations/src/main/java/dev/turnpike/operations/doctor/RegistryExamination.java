package dev.turnpike.operations.doctor;

import dev.turnpike.platform.RegistryProperties;
import dev.turnpike.platform.RegistryTrouble;
import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaRefusedException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether the registry answers us, and has our schemas under the compatibility that they need. */
final class RegistryExamination implements Examination {

  private final Settings settings;
  private final RegistryProperties registry;

  RegistryExamination(Settings settings, RegistryProperties registry) {
    this.settings = settings;
    this.registry = registry;
  }

  @Override
  public String part() {
    return "schema registry";
  }

  @Override
  public void examine(Consumer<Finding> findings) throws Exception {
    try (SchemaRegistry schemas = SchemaRegistry.connect(registry.settings())) {
      registry.probe();
      findings.accept(Finding.good("It answers at %s.".formatted(schemas.address())));
      transport(schemas.address(), findings);
      schemas(schemas, findings);
      if (!schemas.isWritable()) {
        findings.accept(
            Finding.warning(
                "It takes no new schemas now: set its mode to READWRITE before ./turnpike"
                    + " provision."));
      }
    } catch (RegistryUnavailableException | IOException e) {
      findings.accept(Finding.problem(RegistryTrouble.of(registry, e)));
    }
  }

  private void transport(String address, Consumer<Finding> findings) {
    boolean local = address.contains("://127.0.0.1") || address.contains("://localhost");
    if (settings.isServing() && address.contains("http://") && !local) {
      findings.accept(
          Finding.warning(
              "It is asked without TLS: write https:// in SCHEMA_REGISTRY_URL unless the network is"
                  + " trusted."));
    }
  }

  private static void schemas(SchemaRegistry schemas, Consumer<Finding> findings) {
    List<String> missing = new ArrayList<>();
    int right = 0;
    for (Topic<?> topic : Topics.ALL) {
      try {
        if (schemas.isRegistered(topic.subject(), topic.schema())) {
          right += isCompatible(schemas, topic, findings) ? 1 : 0;
        } else {
          missing.add(topic.subject());
        }
      } catch (SchemaRefusedException e) {
        findings.accept(Finding.problem(String.valueOf(e.getMessage())));
      }
    }
    if (!missing.isEmpty()) {
      findings.accept(
          Finding.problem(
              "Subjects without this version's schema: %s. Run ./turnpike provision."
                  .formatted(String.join(", ", missing))));
    }
    if (right == Topics.ALL.size()) {
      findings.accept(
          Finding.good("All %d schemas are there, with their compatibility.".formatted(right)));
    }
  }

  private static boolean isCompatible(
      SchemaRegistry schemas, Topic<?> topic, Consumer<Finding> findings) {
    Optional<Compatibility> level = schemas.compatibilityOf(topic.subject());
    if (level.isPresent() && level.get() == topic.compatibility()) {
      return true;
    }
    findings.accept(
        Finding.warning(
            "Subject %s has compatibility %s instead of %s: run ./turnpike provision, or an incompatible schema may get in."
                .formatted(
                    topic.subject(),
                    level.map(Enum::name).orElse("by the registry's default"),
                    topic.compatibility())));
    return false;
  }
}
