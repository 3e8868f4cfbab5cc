package dev.turnpike.local.deploy;

import java.util.ArrayList;
import java.util.List;

/** Every object is one that the API server would take. */
final class SchemaRule implements Rules.Rule {

  @Override
  public List<String> problems(Deployment deployment) {
    List<String> problems = new ArrayList<>();
    deployment.manifests().forEach(each -> problems.addAll(problems(each)));
    return problems;
  }

  static List<String> problems(Manifest manifest) {
    return KubernetesTypes.of(manifest)
        .map(type -> KubernetesTypes.problems(manifest, type))
        .or(() -> CustomTypes.own(manifest).map(schema -> CustomTypes.problems(manifest, schema)))
        .orElseGet(() -> List.of(manifest + ": nobody knows this kind"));
  }
}
