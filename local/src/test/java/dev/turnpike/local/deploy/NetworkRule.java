package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * All is forbidden first. Policies name ports and peers; each workload may reach names and the log,
 * and services can be scraped. Peers that are pods here exist, on ports that they have.
 */
final class NetworkRule implements Rules.Rule {

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    List<Manifest> policies = deployment.of("NetworkPolicy").toList();
    deployment
        .workloads()
        .forEach(
            each -> {
              List<Manifest> own = policies.stream().filter(p -> covers(p, each)).toList();
              problems.unless(
                  own.stream().anyMatch(NetworkRule::forbidsAll), each, "may talk to anybody");
              Set<Integer> out = ports(own, "egress");
              problems.unless(out.contains(53), each, "can't look up names");
              problems.unless(out.contains(9092) || out.contains(9093), each, "can't reach Kafka");
              problems.unless(
                  out.contains(5432) == needsDatabase(each),
                  each,
                  "reaches a database that it does not need, or not the one that it needs");
              problems.unless(
                  !each.isService() || ports(own, "ingress").contains(8080),
                  each,
                  "can't be scraped");
            });
    policies.forEach(each -> check(deployment, each, problems));
    return problems.found();
  }

  private static void check(Deployment deployment, Manifest policy, Problems problems) {
    problems.unless(
        deployment.hasPodFor(policy.at("/spec/podSelector")), policy, "is about no pod");
    for (String direction : List.of("ingress", "egress")) {
      String peers = direction.equals("ingress") ? "from" : "to";
      for (JsonNode rule : policy.at("/spec").path(direction)) {
        problems.unless(!rule.path(peers).isEmpty(), policy, "names nobody, which is everybody");
        problems.unless(!rule.path("ports").isEmpty(), policy, "names no port, which is all");
        items(rule.path(peers))
            .filter(each -> each.has("podSelector") && !each.has("namespaceSelector"))
            .forEach(
                each ->
                    problems.unless(
                        deployment.hasPodFor(each.path("podSelector")),
                        policy,
                        "names pods that there are not"));
      }
    }
  }

  private static boolean needsDatabase(Manifest workload) {
    return items(workload.container().path("env"))
        .anyMatch(each -> each.path("name").asString().equals("DATABASE_USER"));
  }

  private static boolean covers(Manifest policy, Manifest workload) {
    return Manifest.selects(policy.at("/spec/podSelector"), workload.podLabels());
  }

  private static boolean forbidsAll(Manifest policy) {
    return policy.at("/spec/policyTypes").size() == 2
        && policy.at("/spec/ingress").isMissingNode()
        && policy.at("/spec/egress").isMissingNode();
  }

  private static Set<Integer> ports(List<Manifest> policies, String direction) {
    return policies.stream()
        .flatMap(each -> items(each.at("/spec").path(direction)))
        .flatMap(each -> items(each.path("ports")))
        .map(each -> each.path("port").asInt())
        .collect(Collectors.toSet());
  }
}
