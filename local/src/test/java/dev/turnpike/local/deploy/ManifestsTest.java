package dev.turnpike.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What infra/deploy says can be applied, and fits the services. */
class ManifestsTest {
  static final List<String> OVERLAYS = Deployments.OVERLAYS;

  /** The projects' own definitions, one a file; .github/workflows/build.yml downloads them. */
  private static final String DEFINITIONS = "TURNPIKE_RESOURCE_DEFINITIONS";

  @Test
  void theBaseIsFine() {
    assertThat(Rules.problems(Deployments.base())).isEmpty();
  }

  @Test
  void theComponentsAreFine() {
    assertThat(Rules.problems(Deployments.withComponents())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void eachOverlayIsFine(String name) {
    assumeTrue(Kubectl.isInstalled(), Kubectl.MISSING);
    assertThat(Rules.problems(Deployments.overlay(name))).isEmpty();
  }

  @Test
  void productionHasAllOfIt() {
    assumeTrue(Kubectl.isInstalled(), Kubectl.MISSING);
    Deployment production = Deployments.overlay("production");
    Set<String> kinds =
        production.manifests().stream().map(Manifest::kind).collect(Collectors.toSet());
    assertThat(kinds)
        .contains("ScaledObject", "TriggerAuthentication", "PodMonitor", "HTTPRoute", "Namespace");
    assertThat(production.workloads())
        .allMatch(each -> each.container().path("image").asString().startsWith("registry."));
    assertThat(production.workloads().filter(Manifest::isService))
        .hasSize(5)
        .allMatch(each -> production.variable(each, "TURNPIKE_ENVIRONMENT").equals("production"));
  }

  @Test
  void kubectlReadsTheBaseAsWeDo() {
    assumeTrue(Kubectl.isInstalled(), Kubectl.MISSING);
    List<Manifest> rendered =
        Deployments.documents("base", Kubectl.kustomize(Deployments.FOLDER, "base"));
    assertThat(rendered.stream().map(ManifestsTest::withoutHash))
        .containsExactlyInAnyOrderElementsOf(
            Deployments.base().manifests().stream().map(ManifestsTest::withoutHash).toList());
  }

  @Test
  void objectsOfOthersFitTheirOwnDefinitions() {
    String folder = System.getenv(DEFINITIONS);
    assumeTrue(
        folder != null,
        "KEDA's and others' objects were checked by the schemas in this test's resources only:"
            + " name a folder with their CustomResourceDefinitions in "
            + DEFINITIONS
            + ".");
    List<Manifest> others =
        Deployments.withComponents().manifests().stream()
            .filter(each -> KubernetesTypes.of(each).isEmpty())
            .toList();
    assertThat(others).hasSizeGreaterThan(4);
    for (Manifest other : others) {
      var schema = CustomTypes.official(Path.of(String.valueOf(folder)), other);
      assertThat(schema).as("definition for " + other).isPresent();
      assertThat(CustomTypes.problems(other, schema.orElseThrow())).isEmpty();
    }
  }

  @Test
  void noFileIsForgotten() throws IOException {
    try (Stream<Path> files = Files.walk(Deployments.FOLDER)) {
      List<Path> orphans =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().equals("kustomization.yaml"))
              .filter(file -> !isNamedBeside(file))
              .toList();
      assertThat(orphans).isEmpty();
    }
  }

  private static boolean isNamedBeside(Path file) {
    try {
      return Files.readString(file.resolveSibling("kustomization.yaml"))
          .contains(file.getFileName().toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static String withoutHash(Manifest manifest) {
    return manifest.kind()
        + " "
        + manifest.name().replaceFirst("^turnpike-[a-z0-9]{10}$", "turnpike");
  }
}
