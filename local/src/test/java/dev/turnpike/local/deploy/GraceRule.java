package dev.turnpike.local.deploy;

import java.time.Duration;
import java.util.List;

/**
 * A pod is killed only when its service has had the time that its own settings give it to stop; and
 * workers have as long as a turn may take.
 */
final class GraceRule implements Rules.Rule {
  /** Leaving the group, giving back what was cut off, closing producers and pools. */
  private static final Duration REST = Duration.ofSeconds(30);

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
    Duration killed =
        Duration.ofSeconds(service.pod().path("terminationGracePeriodSeconds").asLong(30));
    Duration preStop =
        Duration.ofSeconds(service.container().at("/lifecycle/preStop/sleep/seconds").asLong(0));
    Duration needed =
        switch (service.name()) {
          case "ingress-api" ->
              setting(deployment, service, "TURNPIKE_INGRESS_STREAMS_GRACE")
                  .plus(setting(deployment, service, "TURNPIKE_COMPLETEDTURNS_GRACE"));
          case "agent-workers" -> setting(deployment, service, "TURNPIKE_AGENT_GRACE");
          case "memory-extractor", "judge-workers" ->
              setting(deployment, service, "TURNPIKE_COMPLETEDTURNS_GRACE");
          case "turn-analytics" ->
              setting(deployment, service, "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE");
          default -> Duration.ZERO;
        };
    Duration sum = preStop.plus(needed).plus(REST);
    if (service.name().equals("ingress-api")) {
      problems.unless(!preStop.isZero(), service, "must wait for load balancers before it stops");
      sum = preStop.plus(needed).plus(Duration.ofSeconds(15));
    }
    problems.unless(
        killed.compareTo(sum) >= 0,
        service,
        "is killed after %s, but needs up to %s to stop".formatted(killed, sum));
    if (service.name().equals("agent-workers")) {
      Duration turn = setting(deployment, service, "TURNPIKE_AGENT_TURNTIMEOUT");
      problems.unless(
          needed.equals(turn),
          service,
          "its grace is %s, but a turn may take %s".formatted(needed, turn));
    }
  }

  private Duration setting(Deployment deployment, Manifest service, String name) {
    return Documents.duration(documents.setting(deployment, service, name));
  }
}
