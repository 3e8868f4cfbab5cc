package dev.turnpike.schemas;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;

/** Makes Avro schemas of a registry's answers; types that a schema refers to are fetched first. */
final class SchemaSource {

  private final Function<String, JsonNode> get;

  /** The function gives the registry's answer to a path. */
  SchemaSource(Function<String, JsonNode> get) {
    this.get = get;
  }

  Schema schemaOf(int id) {
    JsonNode answer = get.apply("/schemas/ids/" + id);
    Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
    parseReferences(parser, answer, new HashSet<>());
    return parse(parser, answer);
  }

  private void parseReferences(Schema.Parser parser, JsonNode answer, Set<String> seen) {
    for (JsonNode reference : answer.path("references")) {
      String subject = reference.path("subject").asString("");
      String path =
          "/subjects/%s/versions/%d"
              .formatted(
                  URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20"),
                  reference.path("version").asInt(0));
      if (seen.add(path)) {
        JsonNode referred = get.apply(path);
        parseReferences(parser, referred, seen);
        parse(parser, referred);
      }
    }
  }

  private static Schema parse(Schema.Parser parser, JsonNode answer) {
    String type = answer.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO")) {
      throw new SchemaRefusedException("It is a schema of type " + type + ", not Avro.");
    }
    try {
      return parser.parse(answer.path("schema").asString(""));
    } catch (RuntimeException e) {
      // Avro's parser fails in many ways, all of them the text's fault.
      throw new SchemaRefusedException("It can't be parsed as Avro: " + e.getMessage());
    }
  }
}
