package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who chooses by labels finds somebody, and the right one. */
final class SelectorRule implements Rules.Rule {

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    deployment.workloads().forEach(each -> workload(deployment, each, problems));
    deployment.of("Service").forEach(each -> service(deployment, each, problems));
    deployment
        .of("PodMonitor")
        .forEach(
            each ->
                problems.unless(
                    deployment
                        .workloads()
                        .filter(Manifest::isService)
                        .allMatch(
                            one -> Manifest.selects(each.at("/spec/selector"), one.podLabels())),
                    each,
                    "does not scrape all services"));
    return problems.found();
  }

  private static void workload(Deployment deployment, Manifest workload, Problems problems) {
    JsonNode labels = workload.podLabels();
    problems.unless(
        deployment
            .find("ServiceAccount", workload.pod().path("serviceAccountName").asString(""))
            .isPresent(),
        workload,
        "its service account does not exist");
    if (!workload.isService()) {
      return;
    }
    problems.unless(
        Manifest.selects(workload.at("/spec/selector"), labels),
        workload,
        "its selector does not choose its own pods");
    long budgets =
        deployment
            .of("PodDisruptionBudget")
            .filter(each -> Manifest.selects(each.at("/spec/selector"), labels))
            .count();
    problems.unless(budgets == 1, workload, "has %d disruption budgets".formatted(budgets));
    items(workload.pod().path("topologySpreadConstraints"))
        .forEach(
            each ->
                problems.unless(
                    Manifest.selects(each.path("labelSelector"), labels),
                    workload,
                    "is spread by the labels of others"));
    problems.unless(
        workload.pod().path("topologySpreadConstraints").size() == 2,
        workload,
        "is not spread over zones and nodes");
    if (workload.is("StatefulSet")) {
      problems.unless(
          deployment
              .find("Service", workload.at("/spec/serviceName").asString(""))
              .map(each -> each.at("/spec/clusterIP").asString("").equals("None"))
              .orElse(false),
          workload,
          "its headless service does not exist");
    }
  }

  private static void service(Deployment deployment, Manifest service, Problems problems) {
    List<Manifest> chosen =
        deployment
            .workloads()
            .filter(
                each ->
                    service
                        .at("/spec/selector")
                        .propertyStream()
                        .allMatch(label -> Manifest.fits(label, each.podLabels())))
            .toList();
    problems.unless(chosen.size() == 1, service, "chooses %d workloads".formatted(chosen.size()));
    for (JsonNode port : service.at("/spec/ports")) {
      problems.unless(
          chosen.stream()
              .flatMap(each -> items(each.container().path("ports")))
              .anyMatch(each -> each.path("name").equals(port.path("targetPort"))),
          service,
          "its target port %s is no container's".formatted(port.path("targetPort")));
    }
  }
}
