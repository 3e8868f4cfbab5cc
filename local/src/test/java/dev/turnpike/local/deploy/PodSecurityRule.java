package dev.turnpike.local.deploy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the restricted Pod Security Standard asks for, and a little more. */
final class PodSecurityRule implements Rules.Rule {
  private static final Pattern PINNED =
      Pattern.compile("[^@]+(:(?!latest$)[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})");
  private static final Set<String> VOLUMES = Set.of("emptyDir", "secret", "configMap", "name");

  @Override
  public List<String> problems(Deployment deployment) {
    Problems problems = new Problems();
    deployment.workloads().forEach(each -> check(each, problems));
    deployment
        .of("ServiceAccount")
        .forEach(
            each ->
                problems.unless(
                    isFalse(each.at("/automountServiceAccountToken")), each, "mounts its token"));
    return problems.found();
  }

  private static void check(Manifest workload, Problems problems) {
    JsonNode pod = workload.pod();
    JsonNode container = workload.container();
    problems.unless(pod.path("containers").size() == 1, workload, "has several containers");
    problems.unless(isFalse(pod.path("automountServiceAccountToken")), workload, "mounts a token");
    problems.unless(
        pod.at("/securityContext/runAsNonRoot").asBoolean(false)
            && pod.at("/securityContext/runAsUser").asInt(0) == 10001,
        workload,
        "must run as user 10001, as its image does");
    problems.unless(
        pod.at("/securityContext/seccompProfile/type").asString("").equals("RuntimeDefault"),
        workload,
        "has no seccomp profile");
    JsonNode security = container.path("securityContext");
    problems.unless(
        isFalse(security.path("allowPrivilegeEscalation"))
            && security.path("readOnlyRootFilesystem").asBoolean(false)
            && security.at("/capabilities/drop/0").asString("").equals("ALL")
            && !security.at("/capabilities").has("add"),
        workload,
        "may escalate, write to its image or do what it need not");
    problems.unless(
        pod.path("volumes")
            .valueStream()
            .allMatch(each -> VOLUMES.containsAll(each.propertyNames())),
        workload,
        "mounts a volume of a kind that it need not");
    problems.unless(
        PINNED.matcher(container.path("image").asString("")).matches(),
        workload,
        "its image is not pinned: " + container.path("image"));
    JsonNode resources = container.path("resources");
    problems.unless(
        resources.at("/requests/cpu").isString()
            && resources.at("/limits/memory").equals(resources.at("/requests/memory"))
            && resources.at("/limits/memory").isString(),
        workload,
        "must ask for processor time, and for as much memory as it may take");
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.asBoolean();
  }
}
