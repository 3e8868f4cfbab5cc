package dev.turnpike.schemas;

import dev.turnpike.schemas.RegistryHttp.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;

/**
 * The client of Confluent's REST API. It keys ids by the whole schema, since Avro's fingerprints
 * leave out logical types and defaults.
 */
final class ConfluentRegistry implements SchemaRegistry {

  /** The registry's error codes. */
  private static final int NO_SUBJECT = 40401;

  private static final int NO_VERSION = 40402;
  private static final int NO_SCHEMA = 40403;
  private static final int NO_SUBJECT_COMPATIBILITY = 40408;

  private record Written(String subject, Schema schema) {}

  private final RegistrySettings settings;
  private final RegistryHttp http;
  private final SchemaSource source;
  private final SingleFlightCache<Written, Integer> ids = new SingleFlightCache<>(this::lookUpId);
  private final SingleFlightCache<Integer, Schema> schemas;

  ConfluentRegistry(RegistrySettings settings) {
    this.settings = settings;
    this.http = new RegistryHttp(settings);
    this.source = new SchemaSource(this::find);
    this.schemas = new SingleFlightCache<>(source::schemaOf);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return ids.get(new Written(subject, schema));
  }

  @Override
  public Schema schemaOf(int id) {
    return schemas.get(id);
  }

  @Override
  public int register(String subject, Schema schema) {
    int id = post("/subjects/" + encoded(subject) + "/versions", subject, schema);
    ids.put(new Written(subject, schema), id);
    return id;
  }

  @Override
  public boolean isRegistered(String subject, Schema schema) {
    return registeredId(subject, schema).isPresent();
  }

  @Override
  public boolean hasSubject(String subject) {
    try {
      return !http.get("/subjects/" + encoded(subject) + "/versions").isEmpty();
    } catch (Refusal e) {
      if (e.code() == NO_SUBJECT) {
        return false;
      }
      throw refused(subject, e);
    }
  }

  @Override
  public Optional<String> incompatibility(String subject, Schema schema) {
    try {
      JsonNode answer =
          http.post(
              "/compatibility/subjects/" + encoded(subject) + "/versions?verbose=true",
              body(schema));
      if (answer.path("is_compatible").asBoolean(true)) {
        return Optional.empty();
      }
      List<String> words = new ArrayList<>();
      answer.path("messages").forEach(message -> words.add(message.asString()));
      return Optional.of(words.isEmpty() ? "it gives no reason" : String.join("; ", words));
    } catch (Refusal e) {
      if (e.code() == NO_SUBJECT || e.code() == NO_VERSION) {
        return Optional.empty();
      }
      throw refused(subject, e);
    }
  }

  @Override
  public Optional<Compatibility> compatibilityOf(String subject) {
    try {
      String level = http.get("/config/" + encoded(subject)).path("compatibilityLevel").asString();
      return Optional.of(Compatibility.valueOf(level));
    } catch (Refusal e) {
      if (e.code() == NO_SUBJECT_COMPATIBILITY || e.code() == NO_SUBJECT) {
        return Optional.empty();
      }
      throw refused(subject, e);
    }
  }

  @Override
  public void setCompatibility(String subject, Compatibility compatibility) {
    try {
      http.put("/config/" + encoded(subject), Map.of("compatibility", compatibility.name()));
    } catch (Refusal e) {
      throw refused(subject, e);
    }
  }

  @Override
  public boolean isWritable() {
    try {
      return !http.get("/mode").path("mode").asString("").startsWith("READONLY");
    } catch (Refusal e) {
      return true; // other makes have no modes
    }
  }

  @Override
  public String address() {
    return settings.urls().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    http.close();
  }

  private int lookUpId(Written written) {
    String subject = written.subject();
    return registeredId(subject, written.schema())
        .orElseGet(
            () -> {
              if (settings.autoRegister()) {
                return post(
                    "/subjects/" + encoded(subject) + "/versions", subject, written.schema());
              }
              throw new SchemaNotFoundException(
                  "Subject %s at %s does not have this version of schema %s: run ./turnpike provision, or set auto.register.schemas (SCHEMA_REGISTRY_AUTO_REGISTER) to true."
                      .formatted(subject, address(), written.schema().getFullName()));
            });
  }

  private Optional<Integer> registeredId(String subject, Schema schema) {
    try {
      JsonNode found = http.post("/subjects/" + encoded(subject), body(schema));
      return Optional.of(id(found));
    } catch (Refusal e) {
      if (e.code() == NO_SUBJECT || e.code() == NO_SCHEMA) {
        return Optional.empty();
      }
      throw refused(subject, e);
    }
  }

  private int post(String path, String subject, Schema schema) {
    try {
      return id(http.post(path, body(schema)));
    } catch (Refusal e) {
      throw refused(subject, e);
    }
  }

  private JsonNode find(String path) {
    try {
      return http.get(path);
    } catch (Refusal e) {
      if (e.code() == NO_SUBJECT || e.code() == NO_VERSION || e.code() == NO_SCHEMA) {
        throw new SchemaNotFoundException(
            "The schema registry at %s has no %s.".formatted(address(), path.substring(1)));
      }
      throw new RegistryUnavailableException(
          "The schema registry at %s refuses to give %s: %s (%d)."
              .formatted(address(), path.substring(1), e.text(), e.code()),
          e);
    }
  }

  private int id(JsonNode answer) {
    if (!answer.path("id").isIntegralNumber()) {
      throw new RegistryUnavailableException(
          "What answers at " + address() + " is no schema registry: its answer has no id.", null);
    }
    return answer.path("id").intValue();
  }

  private SchemaRefusedException refused(String subject, Refusal e) {
    String advice =
        e.code() / 100 == 409 || e.code() == 409
            ? " Make the change compatible, or write to a new topic."
            : "";
    return new SchemaRefusedException(
        "The schema registry at %s refuses the request for subject %s: %s (%d).%s"
            .formatted(address(), subject, e.text(), e.code(), advice));
  }

  private static Map<String, String> body(Schema schema) {
    return Map.of("schema", schema.toString());
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
