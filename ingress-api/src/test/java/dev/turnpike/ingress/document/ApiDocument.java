package dev.turnpike.ingress.document;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.turnpike.ingress.ApiClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document that a running service gives of itself, for tests that go by it. */
public final class ApiDocument {
  private static final String ADDRESS = "https://turnpike.test/openapi.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode root;
  private final SchemaRegistry schemas;

  private ApiDocument(JsonNode root) {
    this.root = root;
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(ADDRESS, JSON.writeValueAsString(root))));
  }

  public static ApiDocument of(ApiClient api) {
    return new ApiDocument(api.get("/api/v1/openapi.json", null).body());
  }

  public JsonNode root() {
    return root;
  }

  /** One call. */
  public record Operation(String method, String path, JsonNode node) {
    public String pointer() {
      return "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
    }

    public boolean isOpenAi() {
      return path.startsWith("/v1/");
    }

    /** Names of the security schemes, of which any does. */
    public Set<String> tokens() {
      Set<String> names = new TreeSet<>();
      node.path("security").forEach(each -> names.addAll(each.propertyNames()));
      return names;
    }

    public Set<Integer> statuses() {
      Set<Integer> all = new TreeSet<>();
      node.path("responses").propertyNames().forEach(each -> all.add(Integer.valueOf(each)));
      return all;
    }

    /** What has to stand in the query, as in the examples. */
    public String requiredQuery() {
      StringBuilder query = new StringBuilder();
      for (JsonNode parameter : node.path("parameters")) {
        if (parameter.path("in").asString().equals("query")
            && parameter.path("required").asBoolean(false)) {
          query
              .append(query.isEmpty() ? '?' : '&')
              .append(parameter.path("name").asString())
              .append('=')
              .append(
                  URLEncoder.encode(parameter.path("example").asString(), StandardCharsets.UTF_8));
        }
      }
      return query.toString();
    }

    public boolean hasBody(String type) {
      return node.path("requestBody").path("content").has(type);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An example, and where its schema is. */
  public record Example(String name, JsonNode value, String schema, String type) {}

  public List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            all.add(
                                new Operation(
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    each.getValue()))));
    return all;
  }

  public Operation operation(String method, String path) {
    return operations().stream()
        .filter(each -> each.method().equals(method) && each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** Follows references. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(root.at(node.path("$ref").asString().substring(1))) : node;
  }

  /** Where a node stands once references are followed. */
  public String resolved(String pointer) {
    JsonNode node = root.at(pointer);
    return node.has("$ref") ? resolved(node.path("$ref").asString().substring(1)) : pointer;
  }

  public List<Example> requests(Operation operation) {
    return examples(operation.pointer() + "/requestBody").toList();
  }

  public List<Example> responses(Operation operation, int status) {
    return examples(resolved(operation.pointer() + "/responses/" + status)).toList();
  }

  private Stream<Example> examples(String holder) {
    return root.at(holder + "/content").properties().stream()
        .flatMap(
            content -> {
              String at = holder + "/content/" + escaped(content.getKey());
              JsonNode media = content.getValue();
              Stream<JsonNode> named =
                  media.path("examples").properties().stream()
                      .map(each -> each.getValue().path("value"));
              Stream<JsonNode> one =
                  media.has("example") ? Stream.of(media.path("example")) : Stream.of();
              return Stream.concat(named, one)
                  .map(value -> new Example(at, value, at + "/schema", content.getKey()));
            });
  }

  /** What is wrong with a value by the schema at a place of the document. */
  public List<String> complaints(String schemaPointer, JsonNode value) {
    return schemas
        .getSchema(SchemaLocation.of(ADDRESS + "#" + schemaPointer))
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }

  static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
