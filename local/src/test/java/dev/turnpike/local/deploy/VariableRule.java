package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Every variable is documented, and so is every key of a Secret; what is referred to exists. */
final class VariableRule implements Rules.Rule {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

  private final Documents documents = new Documents();

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    deployment
        .of("ConfigMap")
        .forEach(
            map ->
                map.at("/data")
                    .propertyStream()
                    .forEach(each -> name(map, each.getKey(), problems)));
    deployment.of("Secret").forEach(each -> problems.unless(false, each, "secrets stay outside"));
    deployment.workloads().forEach(each -> check(deployment, each, problems));
    return problems.found();
  }

  private void check(Deployment deployment, Manifest workload, Problems problems) {
    Set<String> before = new HashSet<>();
    for (JsonNode each : workload.container().path("env")) {
      String name = each.path("name").asString();
      name(workload, name, problems);
      problems.unless(before.add(name), workload, name + " is there twice");
      Matcher reference = REFERENCE.matcher(each.path("value").asString(""));
      while (reference.find()) {
        problems.unless(
            before.contains(reference.group(1)),
            workload,
            reference.group() + " is not set before");
      }
      JsonNode secret = each.at("/valueFrom/secretKeyRef");
      if (secret.isObject()) {
        secret(workload, secret.path("name").asString(), secret.path("key").asString(), problems);
      }
    }
    for (JsonNode argument : workload.container().path("args")) {
      Matcher reference = REFERENCE.matcher(argument.asString());
      while (reference.find()) {
        problems.unless(
            before.contains(reference.group(1)),
            workload,
            reference.group() + " is not set before");
      }
    }
    items(workload.container().path("envFrom"))
        .map(each -> each.at("/configMapRef/name").asString())
        .forEach(
            map ->
                problems.unless(
                    deployment.find("ConfigMap", map).isPresent(),
                    workload,
                    "no ConfigMap " + map));
    volumes(workload, problems);
  }

  private void volumes(Manifest workload, Problems problems) {
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : workload.pod().path("volumes")) {
      volumes.add(volume.path("name").asString());
      String name = volume.at("/secret/secretName").asString("");
      items(volume.at("/secret/items"))
          .forEach(item -> secret(workload, name, item.path("key").asString(), problems));
    }
    items(workload.at("/spec/volumeClaimTemplates"))
        .forEach(each -> volumes.add(each.at("/metadata/name").asString()));
    items(workload.container().path("volumeMounts"))
        .map(each -> each.path("name").asString())
        .forEach(each -> problems.unless(volumes.contains(each), workload, "no volume " + each));
  }

  private void name(Manifest where, String name, Problems problems) {
    problems.unless(
        documents.variable(name), where, name + " does not stand in docs/configuration.md");
  }

  private void secret(Manifest where, String name, String key, Problems problems) {
    problems.unless(
        documents.secret(name, key),
        where,
        "key %s of Secret %s does not stand in docs/operations/kubernetes.md".formatted(key, name));
  }
}
