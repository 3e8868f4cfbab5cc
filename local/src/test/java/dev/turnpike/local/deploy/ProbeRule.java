package dev.turnpike.local.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Each service is asked on its own port. Liveness asks only whether the process lives: with Kafka
 * away a restart helps nobody. The start may take as long as the service waits for its platform.
 */
final class ProbeRule implements Rules.Rule {
  private static final Duration TO_LISTEN = Duration.ofSeconds(30);
  private static final Map<String, String> PATHS =
      Map.of(
          "startupProbe", "/health/liveness",
          "livenessProbe", "/health/liveness",
          "readinessProbe", "/health/readiness");

  private final Documents documents = new Documents();

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    deployment
        .workloads()
        .filter(Manifest::isService)
        .forEach(each -> check(deployment, each, problems));
    return problems.found();
  }

  private void check(Deployment deployment, Manifest service, Problems problems) {
    JsonNode port = service.container().at("/ports/0");
    problems.unless(
        port.path("containerPort").asString().equals(deployment.variable(service, "SERVER_PORT")),
        service,
        "its container's port is not its SERVER_PORT");
    PATHS.forEach(
        (probe, path) -> {
          JsonNode asked = service.container().path(probe).path("httpGet");
          problems.unless(
              asked.path("path").asString("").equals(path), service, probe + " must ask " + path);
          problems.unless(
              asked.path("port").equals(port.path("name")),
              service,
              probe + " asks a port that the container does not have");
        });
    JsonNode startup = service.container().path("startupProbe");
    Duration allowed =
        Duration.ofSeconds(
            startup.path("periodSeconds").asLong(10) * startup.path("failureThreshold").asLong(3));
    Duration patience =
        Documents.duration(documents.setting(deployment, service, "TURNPIKE_STARTUP_PATIENCE"));
    problems.unless(
        allowed.compareTo(patience.plus(TO_LISTEN)) >= 0,
        service,
        "the startup probe gives up after %s, the service waits for its platform for %s"
            .formatted(allowed, patience));
  }
}
