package dev.turnpike.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each rule refuses what it is there for: one thing is broken at a time, and it is told. */
class BrokenManifestsTest {
  private static final Deployment WHOLE = Deployments.withComponents();
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  /** One thing that somebody might get wrong, and what they must hear. */
  record Mistake(String kind, String name, String pointer, String value, String told) {
    void make(Deployment deployment) {
      ObjectNode content = deployment.find(kind, name).orElseThrow().content();
      int slash = pointer.lastIndexOf('/');
      String last = pointer.substring(slash + 1).replace("~1", "/");
      var parent = content.at(pointer.substring(0, slash));
      var json = value.isEmpty() ? null : new JsonMapper().readTree(value);
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(last), json);
      } else if (json == null) {
        ((ObjectNode) parent).remove(last);
      } else {
        ((ObjectNode) parent).set(last, json);
      }
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "Job",
            "provision",
            CONTAINER + "/args",
            "[\"provision\", \"--grant\", \"$(ROLE)\"]",
            "is not set before"),
        new Mistake(
            "StatefulSet",
            "turn-analytics",
            CONTAINER + "/env/2/value",
            "\"60s\"",
            "is killed after"),
        new Mistake("PodMonitor", "turnpike", "/spec/jobLabel", "", "jobLabel"),
        worker("/spec/strategy/maxSurge", "1", "unknown to"),
        worker("/spec/selector", "", "is missing"),
        worker("/spec/minReadySeconds", "\"ten\"", "not a Integer"),
        worker(CONTAINER + "/securityContext/readOnlyRootFilesystem", "\"yes\"", "not a Boolean"),
        worker(CONTAINER + "/env/0/value", "500", "not a String"),
        worker(CONTAINER + "/env/0/name", "\"TURNPIKE_AGENT_MAX\"", "does not stand in docs"),
        worker(
            CONTAINER + "/env/3/valueFrom/secretKeyRef/key", "\"USER\"", "does not stand in docs"),
        worker(CONTAINER + "/env/1/name", "\"TURNPIKE_AGENT_MAXINFLIGHT\"", "there twice"),
        worker(CONTAINER + "/envFrom/0/configMapRef/name", "\"other\"", "no ConfigMap"),
        worker(CONTAINER + "/volumeMounts/0/name", "\"temp\"", "no volume"),
        worker(CONTAINER + "/livenessProbe/httpGet/path", "\"/health/readiness\"", "must ask"),
        worker(CONTAINER + "/readinessProbe/httpGet/port", "\"web\"", "a port that"),
        worker(CONTAINER + "/ports/0/containerPort", "8081", "not its SERVER_PORT"),
        worker(CONTAINER + "/startupProbe/failureThreshold", "10", "gives up after"),
        worker(
            "/spec/template/metadata/labels/app.kubernetes.io~1name", "\"worker\"", "its own pods"),
        worker("/spec/template/spec/serviceAccountName", "\"default\"", "service account"),
        worker("/spec/template/spec/automountServiceAccountToken", "true", "mounts a token"),
        worker("/spec/template/spec/securityContext/runAsUser", "0", "user 10001"),
        worker("/spec/template/spec/securityContext/seccompProfile", "", "seccomp"),
        worker(CONTAINER + "/securityContext/capabilities/add", "[\"NET_ADMIN\"]", "escalate"),
        worker(CONTAINER + "/image", "\"turnpike-agent-workers:latest\"", "not pinned"),
        worker(CONTAINER + "/image", "\"turnpike-agent-workers\"", "not pinned"),
        worker(CONTAINER + "/resources/limits/memory", "\"2Gi\"", "as much memory"),
        worker(
            "/spec/template/spec/volumes/0",
            "{\"name\":\"tmp\",\"hostPath\":{\"path\":\"/\"}}",
            "of a kind"),
        worker("/spec/template/spec/terminationGracePeriodSeconds", "60", "is killed after"),
        worker(CONTAINER + "/env/1/value", "\"15m\"", "but a turn may take"),
        worker("/spec/replicas", "3", "KEDA's to say"),
        worker("/spec/template/spec/topologySpreadConstraints", "", "not spread"),
        new Mistake("StatefulSet", "ingress-api", CONTAINER + "/lifecycle", "", "load balancers"),
        new Mistake("StatefulSet", "ingress-api", "/spec/replicas", "17", "share them"),
        new Mistake(
            "StatefulSet",
            "ingress-api",
            CONTAINER + "/env/0/valueFrom/fieldRef/fieldPath",
            "\"metadata.uid\"",
            "its ordinal"),
        new Mistake(
            "StatefulSet", "turn-analytics", "/spec/serviceName", "\"turn-analytics\"", "headless"),
        new Mistake(
            "StatefulSet",
            "turn-analytics",
            CONTAINER + "/env/1/value",
            "\"$(POD).x\"",
            "is not set before"),
        new Mistake(
            "Service",
            "ingress-api",
            "/spec/selector/app.kubernetes.io~1name",
            "\"ingress\"",
            "chooses 0"),
        new Mistake(
            "Service", "ingress-api", "/spec/ports/0/targetPort", "\"web\"", "no container's"),
        new Mistake(
            "PodDisruptionBudget",
            "judge-workers",
            "/spec/selector/matchLabels/app.kubernetes.io~1name",
            "\"judges\"",
            "0 disruption budgets"),
        new Mistake(
            "ServiceAccount", "provision", "/automountServiceAccountToken", "", "mounts its token"),
        new Mistake(
            "NetworkPolicy",
            "default-deny",
            "/spec/policyTypes",
            "[\"Ingress\"]",
            "may talk to anybody"),
        new Mistake(
            "NetworkPolicy",
            "dns",
            "/spec/podSelector",
            "{\"matchLabels\":{\"a\":\"b\"}}",
            "look up names"),
        new Mistake("NetworkPolicy", "kafka", "/spec/egress/0/ports", "", "names no port"),
        new Mistake("NetworkPolicy", "kafka", "/spec/egress/0/to", "", "names nobody"),
        new Mistake("NetworkPolicy", "database", "/spec/podSelector", "{}", "does not need"),
        new Mistake("NetworkPolicy", "monitoring", "/spec/ingress", "", "can't be scraped"),
        new Mistake(
            "NetworkPolicy",
            "ingress-api",
            "/spec/egress/0/to/0/podSelector/matchLabels",
            "{\"a\":\"b\"}",
            "pods that there are not"),
        scaled("/spec/maxReplicaCount", "65", "has 64 partitions"),
        scaled("/spec/maxReplicaCount", "\"64\"", "integer"),
        scaled("/spec/minReplicas", "2", "minReplicas"),
        scaled("/spec/scaleTargetRef/name", "\"workers\"", "nothing that there is"),
        scaled("/spec/advanced/scalingModifiers/target", "\"500\"", "70 %"),
        scaled("/spec/advanced/scalingModifiers/formula", "\"running + lag\"", "asks for running"),
        scaled("/spec/triggers/1/metadata/query", "\"count(x >= 500)\"", "95 %"),
        scaled("/spec/triggers/2/metadata/lagThreshold", "\"10\"", "cuts lag"),
        scaled("/spec/triggers/0/metadata/threshold", "350", "string"),
        scaled("/spec/triggers/2/metadata/topic", "\"chat-requests\"", "a topic that there is not"),
        scaled("/spec/triggers/2/metadata/consumerGroup", "\"workers\"", "another group"),
        scaled("/spec/triggers/2/metadata/version", "", "Kafka 4"),
        new Mistake(
            "PodMonitor",
            "turnpike",
            "/spec/selector/matchLabels",
            "{\"a\":\"b\"}",
            "does not scrape"),
        new Mistake(
            "HTTPRoute", "turnpike", "/spec/rules/0/timeouts/request", "\"soon\"", "pattern"),
        new Mistake(
            "ConfigMap", "turnpike", "/data/KAFKA_SERVERS", "\"x\"", "does not stand in docs"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsTold(Mistake mistake) {
    Deployment broken = WHOLE.copy();
    mistake.make(broken);
    List<String> problems = Rules.problems(broken);
    assertThat(problems).anySatisfy(each -> assertThat(each).contains(mistake.told()));
  }

  @Test
  void aSecretInTheTreeIsTold() {
    assertThat(told(List.of("apiVersion: v1", "kind: Secret", "metadata: {name: x}")))
        .anySatisfy(each -> assertThat(each).contains("secrets stay outside"));
  }

  @Test
  void aKindThatNobodyKnowsIsTold() {
    assertThat(told(List.of("apiVersion: example.com/v1", "kind: Wonder", "metadata: {name: x}")))
        .anySatisfy(each -> assertThat(each).contains("nobody knows this kind"));
  }

  private static List<String> told(List<String> lines) {
    List<Manifest> manifests = new ArrayList<>(WHOLE.copy().manifests());
    Deployments.documents("test", String.join("\n", lines)).forEach(manifests::add);
    return Rules.problems(new Deployment("test", manifests));
  }

  private static Mistake worker(String pointer, String value, String told) {
    return new Mistake("Deployment", "agent-workers", pointer, value, told);
  }

  private static Mistake scaled(String pointer, String value, String told) {
    return new Mistake("ScaledObject", "agent-workers", pointer, value, told);
  }
}
