package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What is applied to a cluster together.
 *
 * @param origin the base, or an overlay
 */
record Deployment(String origin, List<Manifest> manifests) {

  Deployment {
    manifests = List.copyOf(manifests);
  }

  Stream<Manifest> of(String kind) {
    return manifests.stream().filter(each -> each.is(kind));
  }

  Stream<Manifest> workloads() {
    return manifests.stream().filter(Manifest::isWorkload);
  }

  Optional<Manifest> find(String kind, String name) {
    return of(kind).filter(each -> each.name().equals(name)).findFirst();
  }

  /** What a workload is told for a variable, by itself or by the settings that it takes whole. */
  String variable(Manifest workload, String name) {
    String own = workload.variable(name);
    return own.isEmpty()
        ? items(workload.container().path("envFrom"))
            .map(each -> each.at("/configMapRef/name").asString())
            .flatMap(map -> find("ConfigMap", map).stream())
            .map(map -> map.at("/data").path(name).asString(""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("")
        : own;
  }

  /** Whether some pod of a workload here has the labels that the selector wants. */
  boolean hasPodFor(JsonNode selector) {
    return workloads().anyMatch(each -> Manifest.selects(selector, each.podLabels()));
  }

  /** A copy of its own, to be broken by a test. */
  Deployment copy() {
    List<Manifest> copies = new ArrayList<>();
    manifests.forEach(each -> copies.add(new Manifest(each.source(), each.content().deepCopy())));
    return new Deployment(origin, copies);
  }

  @Override
  public String toString() {
    return origin;
  }
}
