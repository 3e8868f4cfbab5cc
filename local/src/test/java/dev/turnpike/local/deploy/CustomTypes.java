package dev.turnpike.local.deploy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects of others (KEDA, Prometheus operator, Gateway API) against a schema. Those in the test's
 * resources know the fields that are used here and no others; {@link #official} reads the projects'
 * own, where they have been downloaded.
 */
final class CustomTypes {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private CustomTypes() {}

  static Optional<Schema> own(Manifest manifest) {
    String name = "/deploy/" + manifest.kind().toLowerCase(Locale.ROOT) + ".schema.json";
    try (InputStream file = CustomTypes.class.getResourceAsStream(name)) {
      return file == null
          ? Optional.empty()
          : Optional.of(SCHEMAS.getSchema(new JsonMapper().readTree(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema that a CustomResourceDefinition in the folder gives the kind in its version. */
  static Optional<Schema> official(Path folder, Manifest manifest) {
    String version = manifest.at("/apiVersion").asString();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(file -> Deployments.read(file).stream())
          .filter(each -> each.is("CustomResourceDefinition"))
          .filter(each -> each.at("/spec/names/kind").asString().equals(manifest.kind()))
          .flatMap(
              each ->
                  Manifest.items(each.at("/spec/versions"))
                      .filter(one -> version.equals(name(each, one)))
                      .map(one -> one.at("/schema/openAPIV3Schema")))
          .findFirst()
          .map(schema -> SCHEMAS.getSchema(closed(schema.deepCopy())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> problems(Manifest manifest, Schema schema) {
    return schema.validate(manifest.content()).stream()
        .map(each -> "%s: %s".formatted(manifest, each))
        .toList();
  }

  private static String name(Manifest definition, JsonNode version) {
    return definition.at("/spec/group").asString() + "/" + version.path("name").asString();
  }

  /** As strict as the API server with {@code --validate=strict}: no field that is not listed. */
  private static JsonNode closed(JsonNode schema) {
    schema.values().forEach(CustomTypes::closed);
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
      object.put("additionalProperties", false);
    }
    return schema;
  }
}
