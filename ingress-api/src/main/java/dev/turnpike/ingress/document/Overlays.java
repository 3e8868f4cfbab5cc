package dev.turnpike.ingress.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Parts of the document that no code tells: descriptions, examples, and the errors that are one
 * call's own. Each file is a part of an OpenAPI document; {@code x-codes} of an operation lists
 * error codes by status.
 */
final class Overlays {
  private static final List<String> FILES =
      List.of(
          "service",
          "accounts",
          "api-keys",
          "operations",
          "usage",
          "analytics",
          "sessions",
          "memories",
          "chat",
          "turns",
          "openai",
          "openai-schemas");

  private Overlays() {}

  static List<ObjectNode> read() {
    return FILES.stream().map(Overlays::read).toList();
  }

  private static ObjectNode read(String name) {
    try (InputStream file = new ClassPathResource("openapi/" + name + ".yml").getInputStream()) {
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return new ObjectMapper().valueToTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects are merged, null removes, and of everything else the overlay's stands. */
  static void merge(ObjectNode base, ObjectNode overlay) {
    overlay
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode part
                  && base.get(entry.getKey()) instanceof ObjectNode existing) {
                merge(existing, part);
              } else if (entry.getValue().isNull() && !entry.getKey().equals("example")) {
                base.remove(entry.getKey());
              } else {
                base.set(entry.getKey(), entry.getValue().deepCopy());
              }
            });
  }
}
