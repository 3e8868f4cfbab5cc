package dev.turnpike.operations.doctor;

import dev.turnpike.platform.DatabaseProperties;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.RegistryProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at.
 *
 * @param services whose settings count
 * @param variables that are set, besides those of the process
 * @param addresses of running services, whose health is asked for
 * @param folder of a system on this machine, which is then looked at too
 * @param running whether something runs on that folder
 * @param patience for the whole
 */
public record CheckUp(
    Set<ServiceName> services,
    Map<String, String> variables,
    List<String> addresses,
    @Nullable Path folder,
    boolean running,
    Duration patience) {

  public CheckUp {
    services = Set.copyOf(services);
    variables = Map.copyOf(variables);
    addresses = List.copyOf(addresses);
  }

  /** Looks at all of it. */
  public Report run() throws InterruptedException {
    List<Examination> examinations = new ArrayList<>();
    if (folder != null) {
      examinations.add(new MachineExamination(folder, running));
    }
    if (folder == null || running) {
      Settings settings = Settings.read(services, variables);
      examinations.add(settings);
      examinations.addAll(parts(settings));
    }
    return new Doctor(patience).examine(examinations);
  }

  private List<Examination> parts(Settings settings) {
    List<Examination> parts = new ArrayList<>();
    settings
        .bound("turnpike.kafka", KafkaProperties.class)
        .ifPresent(kafka -> parts.add(new KafkaExamination(settings, kafka)));
    settings
        .bound("turnpike.registry", RegistryProperties.class)
        .ifPresent(registry -> parts.add(new RegistryExamination(settings, registry)));
    if (services.stream().anyMatch(each -> each != ServiceName.TURN_ANALYTICS)) {
      settings
          .bound("turnpike.database", DatabaseProperties.class)
          .ifPresent(database -> parts.add(new DatabaseExamination(settings, database)));
      models(settings, parts);
    }
    parts.add(new NeighbourExamination(settings, this::variable, addresses));
    return parts;
  }

  private static void models(Settings settings, List<Examination> parts) {
    settings
        .value("turnpike.models.base-url")
        .ifPresent(
            url ->
                parts.add(
                    new ModelExamination(
                        "model provider",
                        "OPENAI",
                        url,
                        settings.value("turnpike.models.api-key").orElse(""),
                        settings.value("turnpike.models.default-model").orElse(""))));
    settings
        .value("turnpike.embeddings.url")
        .ifPresent(
            url ->
                parts.add(
                    new ModelExamination(
                        "embeddings",
                        "EMBEDDINGS",
                        url,
                        settings.value("turnpike.embeddings.api-key").orElse(""),
                        settings.value("turnpike.embeddings.model").orElse(""))));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
