package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import dev.turnpike.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Scaling fits topics and groups that there are; ordinals have mailboxes. */
final class ScalingRule implements Rules.Rule {
  private static final Map<String, Integer> PARTITIONS =
      Topics.ALL.stream().collect(Collectors.toMap(each -> each.name(), each -> each.partitions()));

  private static final Pattern NAME = Pattern.compile("[a-z_]+");

  private final Documents documents = new Documents();

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    deployment.of("ScaledObject").forEach(each -> scaled(deployment, each, problems));
    deployment
        .find("StatefulSet", "ingress-api")
        .ifPresent(each -> mailboxes(deployment, each, problems));
    return problems.found();
  }

  private void scaled(Deployment deployment, Manifest scaled, Problems problems) {
    Optional<Manifest> target =
        deployment.find("Deployment", scaled.at("/spec/scaleTargetRef/name").asString());
    problems.unless(target.isPresent(), scaled, "scales nothing that there is");
    target.ifPresent(
        each ->
            problems.unless(
                !each.at("/spec").has("replicas"), each, "has replicas, which are KEDA's to say"));
    int most = scaled.at("/spec/maxReplicaCount").asInt();
    for (JsonNode trigger : scaled.at("/spec/triggers")) {
      JsonNode said = trigger.path("metadata");
      if (trigger.path("type").asString().equals("kafka")) {
        Integer partitions = PARTITIONS.get(said.path("topic").asString());
        problems.unless(partitions != null, scaled, "reads a topic that there is not");
        problems.unless(
            partitions == null || most <= partitions,
            scaled,
            "scales to %d, but the topic has %s partitions".formatted(most, partitions));
        problems.unless(
            target.isPresent()
                && said.path("consumerGroup").asString().equals(group(deployment, target.get())),
            scaled,
            "asks for the lag of another group");
        problems.unless(
            said.path("version").asString("1").compareTo("2.1") >= 0,
            scaled,
            "speaks a protocol that Kafka 4 does not");
      }
    }
    JsonNode formula = scaled.at("/spec/advanced/scalingModifiers");
    if (formula.isObject() && target.isPresent()) {
      formula(deployment, scaled, target.get(), formula, problems);
    }
  }

  private void formula(
      Deployment deployment,
      Manifest scaled,
      Manifest target,
      JsonNode formula,
      Problems problems) {
    Set<String> names =
        items(scaled.at("/spec/triggers"))
            .map(each -> each.path("name").asString(""))
            .collect(Collectors.toSet());
    NAME.matcher(formula.path("formula").asString(""))
        .results()
        .map(MatchResult::group)
        .filter(each -> !each.equals("min") && !each.equals("max"))
        .forEach(
            each -> problems.unless(names.contains(each), scaled, "its formula asks for " + each));
    int room =
        Integer.parseInt(documents.setting(deployment, target, "TURNPIKE_AGENT_MAXINFLIGHT"));
    int wanted = formula.path("target").asInt();
    problems.unless(
        wanted * 100 == room * 70,
        scaled,
        "its target is %d, which is not 70 %% of %d turns".formatted(wanted, room));
    items(scaled.at("/spec/triggers"))
        .filter(each -> each.path("name").asString("").equals("full"))
        .forEach(
            each ->
                problems.unless(
                    each.at("/metadata/query").asString("").contains(">= " + room * 95 / 100 + ")"),
                    scaled,
                    "takes workers for full that do not hold 95 % of " + room));
    items(scaled.at("/spec/triggers"))
        .filter(each -> each.path("name").asString("").equals("lag"))
        .forEach(
            each ->
                problems.unless(
                    each.at("/metadata/lagThreshold").equals(formula.path("target")),
                    scaled,
                    "KEDA cuts lag at its threshold for each partition, which must be the target"));
  }

  private String group(Deployment deployment, Manifest service) {
    String said = deployment.variable(service, "TURNPIKE_COMPLETEDTURNS_GROUP");
    return said.isEmpty() ? service.name() : said;
  }

  private void mailboxes(Deployment deployment, Manifest ingress, Problems problems) {
    int count =
        Integer.parseInt(
            documents.setting(deployment, ingress, "TURNPIKE_INGRESS_MAILBOXES_COUNT"));
    int nodes = ingress.at("/spec/replicas").asInt();
    int mailboxes = Topics.CHAT_REPLIES.partitions();
    problems.unless(
        nodes * count <= mailboxes,
        ingress,
        "%d nodes with %d mailboxes each share them: there are %d"
            .formatted(nodes, count, mailboxes));
    problems.unless(
        items(ingress.container().path("env"))
            .anyMatch(
                each ->
                    each.path("name").asString().equals("HOSTNAME")
                        && each.at("/valueFrom/fieldRef/fieldPath")
                            .asString("")
                            .equals("metadata.name")),
        ingress,
        "does not know its ordinal");
  }
}
