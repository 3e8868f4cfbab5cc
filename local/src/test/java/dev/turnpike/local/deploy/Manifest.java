package dev.turnpike.local.deploy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One Kubernetes object.
 *
 * @param source where it was read
 */
record Manifest(String source, ObjectNode content) {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

  String kind() {
    return at("/kind").asString();
  }

  String name() {
    return at("/metadata/name").asString();
  }

  JsonNode at(String pointer) {
    return content.at(pointer);
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  boolean isWorkload() {
    return WORKLOADS.contains(kind());
  }

  /** One that runs until it is told to stop. */
  boolean isService() {
    return isWorkload() && !is("Job");
  }

  JsonNode pod() {
    return at("/spec/template/spec");
  }

  /** Its only one. */
  JsonNode container() {
    return pod().at("/containers/0");
  }

  JsonNode podLabels() {
    return at("/spec/template/metadata/labels");
  }

  /** The value that the manifest itself gives the variable, or an empty text. */
  String variable(String name) {
    return items(container().path("env"))
        .filter(each -> each.path("name").asString().equals(name))
        .map(each -> each.path("value").asString(""))
        .findFirst()
        .orElse("");
  }

  /** Whether a pod with these labels is chosen by that selector. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    return selector.path("matchLabels").propertyStream().allMatch(each -> fits(each, labels))
        && items(selector.path("matchExpressions"))
            .allMatch(
                each ->
                    items(each.path("values"))
                        .anyMatch(value -> value.equals(labels.path(each.path("key").asString()))));
  }

  static boolean fits(Map.Entry<String, JsonNode> wanted, JsonNode labels) {
    return wanted.getValue().equals(labels.path(wanted.getKey()));
  }

  static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return kind() + " " + name() + " (" + source + ")";
  }
}
