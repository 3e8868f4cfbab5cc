package dev.turnpike.embedded.registry;

import dev.turnpike.embedded.registry.StoredSchema.Version;
import dev.turnpike.schemas.Compatibility;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Confluent's REST API over {@link Subjects}: paths, bodies, error answers. */
final class RegistryHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(RegistryHandler.class);
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final JsonMapper json = new JsonMapper();
  private final Subjects subjects;
  private final RegistryAccess access;

  RegistryHandler(Subjects subjects, RegistryAccess access) {
    this.subjects = subjects;
    this.access = access;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = 200;
    Object answer;
    try {
      requireAccess(request);
      answer = answer(request.getMethod(), segments(request), request);
    } catch (RegistryProblem e) {
      status = e.status();
      answer = Map.of("error_code", e.code(), "message", String.valueOf(e.getMessage()));
    } catch (Exception e) {
      log.atError().setCause(e).addKeyValue("path", request.getHttpURI()).log("Request failed");
      status = 500;
      answer = Map.of("error_code", 50001, "message", "Error in the backend data store");
    }
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    Content.Sink.write(response, true, json.writeValueAsString(answer), callback);
    return true;
  }

  private void requireAccess(Request request) {
    String wanted = access.authorization();
    if (wanted != null && !wanted.equals(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
      throw RegistryProblem.unauthorized();
    }
  }

  private Object answer(String method, List<String> path, Request request) throws Exception {
    String resource = path.isEmpty() ? "" : path.getFirst();
    List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
    return switch (method + " " + resource) {
      case "GET " -> Map.of();
      case "GET mode" -> Map.of("mode", "READWRITE");
      case "GET schemas" -> schemas(rest);
      case "GET subjects" -> subjects(rest);
      case "POST subjects" -> change(rest, body(request));
      case "POST compatibility" -> compatibility(rest, body(request));
      case "GET config" -> config(rest);
      case "PUT config" -> setConfig(rest, body(request));
      default -> throw RegistryProblem.noResource();
    };
  }

  private Object schemas(List<String> path) {
    if (path.equals(List.of("types"))) {
      return List.of("AVRO");
    }
    if (path.size() < 2 || !path.getFirst().equals("ids")) {
      throw RegistryProblem.noResource();
    }
    if (!path.get(1).matches("[0-9]{1,9}")) {
      throw RegistryProblem.noSchema();
    }
    int id = Integer.parseInt(path.get(1));
    return switch (String.join("/", path.subList(2, path.size()))) {
      case "" -> described(subjects.schema(id));
      case "schema" -> tree(subjects.schema(id).text());
      case "subjects" -> subjects.uses(id).stream().map(Version::subject).distinct().toList();
      case "versions" ->
          subjects.uses(id).stream()
              .map(use -> Map.of("subject", use.subject(), "version", use.number()))
              .toList();
      default -> throw RegistryProblem.noResource();
    };
  }

  private Object subjects(List<String> path) {
    if (path.isEmpty()) {
      return subjects.names();
    }
    if (path.size() < 2 || !path.get(1).equals("versions")) {
      throw RegistryProblem.noResource();
    }
    String subject = path.getFirst();
    if (path.size() == 2) {
      return subjects.versions(subject).stream().map(Version::number).toList();
    }
    Version version = subjects.version(subject, path.get(2));
    return switch (String.join("/", path.subList(3, path.size()))) {
      case "" -> described(version);
      case "schema" -> tree(version.schema().text());
      default -> throw RegistryProblem.noResource();
    };
  }

  private Object change(List<String> path, JsonNode body) {
    String subject = path.isEmpty() ? "" : path.getFirst();
    if (path.size() == 1) {
      subjects.versions(subject);
      return described(subjects.find(subject, subjects.parse(body)));
    }
    if (path.size() == 2 && path.get(1).equals("versions")) {
      return Map.of("id", subjects.register(subject, subjects.parse(body)).schema().id());
    }
    throw RegistryProblem.noResource();
  }

  /** {@code subjects/<subject>/versions} for all, with a number or latest for one. */
  private Object compatibility(List<String> path, JsonNode body) {
    if (path.size() < 3 || !path.getFirst().equals("subjects") || !path.get(2).equals("versions")) {
      throw RegistryProblem.noResource();
    }
    String subject = path.get(1);
    List<Version> with =
        path.size() == 3
            ? subjects.versions(subject)
            : List.of(subjects.version(subject, path.get(3)));
    List<String> conflicts = subjects.conflicts(subject, with, subjects.parse(body));
    return Map.of("is_compatible", conflicts.isEmpty(), "messages", conflicts);
  }

  private Object config(List<String> path) {
    if (path.isEmpty()) {
      return Map.of("compatibilityLevel", subjects.level());
    }
    String subject = path.getFirst();
    return Map.of(
        "compatibilityLevel",
        subjects.level(subject).orElseThrow(() -> RegistryProblem.noCompatibility(subject)));
  }

  private Object setConfig(List<String> path, JsonNode body) {
    String name = body.path("compatibility").asString("");
    Compatibility level =
        Arrays.stream(Compatibility.values())
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> RegistryProblem.invalidCompatibility(name));
    if (path.isEmpty()) {
      subjects.setLevel(level);
    } else {
      subjects.setLevel(path.getFirst(), level);
    }
    return Map.of("compatibility", level);
  }

  private ObjectNode described(Version version) {
    ObjectNode node = json.createObjectNode();
    node.put("subject", version.subject()).put("version", version.number());
    node.put("id", version.schema().id());
    return node.setAll(described(version.schema()));
  }

  private ObjectNode described(StoredSchema schema) {
    ObjectNode node = json.createObjectNode().put("schema", schema.text());
    if (!schema.references().isEmpty()) {
      node.set("references", json.valueToTree(schema.references()));
    }
    return node;
  }

  private JsonNode tree(String text) {
    return json.readTree(text);
  }

  private JsonNode body(Request request) throws Exception {
    try {
      return json.readTree(Content.Source.asString(request, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw RegistryProblem.invalidSchema("the request is not JSON.");
    }
  }

  private static List<String> segments(Request request) {
    return Arrays.stream(request.getHttpURI().getPath().split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }
}
