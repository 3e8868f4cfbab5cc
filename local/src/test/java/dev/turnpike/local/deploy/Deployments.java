package dev.turnpike.local.deploy;

import static dev.turnpike.local.deploy.Manifest.items;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what infra/deploy says: the base from its files, overlays as kubectl renders them. */
final class Deployments {
  static final Path FOLDER = Path.of("../infra/deploy");
  static final List<String> OVERLAYS = List.of("development", "staging", "production");
  private static final List<String> COMPONENTS =
      List.of("keda", "keda-kafka-sasl", "pod-monitors", "gateway", "ingress");
  private static final JsonMapper JSON = new JsonMapper();

  private Deployments() {}

  /** The base, without kubectl: resources of resources, and the settings as a ConfigMap. */
  static Deployment base() {
    List<Manifest> manifests = new ArrayList<>();
    collect(FOLDER.resolve("base"), manifests);
    manifests.add(settings(FOLDER.resolve("base/settings.env")));
    label(manifests);
    return new Deployment("base", manifests);
  }

  /** The base with the objects of all components, but not their patches; kubectl has no part. */
  static Deployment withComponents() {
    List<Manifest> manifests = new ArrayList<>(base().manifests());
    for (String component : COMPONENTS) {
      collect(FOLDER.resolve("components").resolve(component), manifests);
    }
    Set<String> scaled =
        manifests.stream()
            .filter(each -> each.is("ScaledObject"))
            .map(Manifest::name)
            .collect(Collectors.toSet());
    manifests.stream()
        .filter(each -> each.is("Deployment") && scaled.contains(each.name()))
        .forEach(each -> ((ObjectNode) each.at("/spec")).remove("replicas"));
    return new Deployment("base and components", manifests);
  }

  static Deployment overlay(String name) {
    return new Deployment(name, documents(name, Kubectl.kustomize(FOLDER, "overlays/" + name)));
  }

  static List<Manifest> documents(String source, String yaml) {
    return documents(source, new StringReader(yaml));
  }

  private static List<Manifest> documents(String source, Reader yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Manifest> found = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      found.add(new Manifest(source, (ObjectNode) JSON.<JsonNode>valueToTree(document)));
    }
    return found;
  }

  static List<Manifest> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return documents(file.toString(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> files() {
    try (Stream<Path> walked = Files.walk(FOLDER)) {
      return walked.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(Path folder, List<Manifest> manifests) {
    JsonNode kustomization = read(folder.resolve("kustomization.yaml")).getFirst().content();
    items(kustomization.path("resources"))
        .map(each -> folder.resolve(each.asString()))
        .forEach(
            path -> {
              if (Files.isDirectory(path)) {
                collect(path, manifests);
              } else {
                manifests.addAll(read(path));
              }
            });
  }

  private static Manifest settings(Path file) {
    ObjectNode map = JSON.createObjectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", "turnpike");
    ObjectNode data = map.putObject("data");
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(pair -> data.put(pair[0], pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifest("base/settings.env", map);
  }

  /** As the base's `labels` does. */
  private static void label(List<Manifest> manifests) {
    manifests.stream()
        .filter(Manifest::isWorkload)
        .map(each -> (ObjectNode) each.podLabels())
        .forEach(labels -> labels.put("app.kubernetes.io/part-of", "turnpike"));
  }
}
