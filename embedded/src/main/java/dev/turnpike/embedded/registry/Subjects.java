package dev.turnpike.embedded.registry;

import dev.turnpike.embedded.registry.StoredSchema.Reference;
import dev.turnpike.embedded.registry.StoredSchema.Version;
import dev.turnpike.schemas.Compatibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is registered: schemas by id, each subject's versions, compatibility levels. Every change is
 * journalled first, then applied, so what was answered is never forgotten. Guarded by its monitor.
 */
final class Subjects {

  /** The journal's name for the level that holds where a subject has none; no subject is empty. */
  private static final String ALL = "";

  private static final Compatibility DEFAULT_LEVEL = Compatibility.BACKWARD;

  private final JsonMapper json = new JsonMapper();
  private final Journal journal;
  private final NavigableMap<Integer, StoredSchema> schemas = new TreeMap<>();
  private final NavigableMap<String, List<Version>> subjects = new TreeMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();

  private Subjects(Journal journal) {
    this.journal = journal;
  }

  static Subjects restored(Journal journal) {
    Subjects subjects = new Subjects(journal);
    journal.entries().forEach(subjects::apply);
    return subjects;
  }

  synchronized List<String> names() {
    return List.copyOf(subjects.keySet());
  }

  synchronized StoredSchema schema(int id) {
    StoredSchema schema = schemas.get(id);
    if (schema == null) {
      throw RegistryProblem.noSchema();
    }
    return schema;
  }

  /** Where a schema is used. */
  synchronized List<Version> uses(int id) {
    schema(id);
    return subjects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.schema().id() == id)
        .toList();
  }

  synchronized List<Version> versions(String subject) {
    List<Version> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryProblem.noSubject(subject);
    }
    return List.copyOf(versions);
  }

  /** A version by its number, or by the word latest. */
  synchronized Version version(String subject, String number) {
    List<Version> versions = versions(subject);
    if (number.equals("latest") || number.equals("-1")) {
      return versions.getLast();
    }
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw RegistryProblem.invalidVersion(number);
    }
    int wanted = Integer.parseInt(number);
    if (wanted > versions.size()) {
      throw RegistryProblem.noVersion(wanted);
    }
    return versions.get(wanted - 1);
  }

  /** The version of a subject that has this schema. */
  synchronized Version find(String subject, StoredSchema schema) {
    return found(versions(subject), schema).orElseThrow(RegistryProblem::noSchema);
  }

  synchronized Version register(String subject, StoredSchema schema) {
    List<Version> versions = subjects.getOrDefault(subject, List.of());
    Optional<Version> known = found(versions, schema);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> conflicts =
        CompatibilityCheck.conflicts(schema.parsed(), versions, effectiveLevel(subject));
    if (!conflicts.isEmpty()) {
      throw RegistryProblem.incompatible(subject, String.join("; ", conflicts));
    }
    int id =
        schemas.values().stream()
            .filter(schema::sameAs)
            .map(StoredSchema::id)
            .findFirst()
            .orElse(schemas.isEmpty() ? 1 : schemas.lastKey() + 1);
    Version version = new Version(subject, versions.size() + 1, schema.withId(id));
    ObjectNode entry = json.createObjectNode();
    entry.put("subject", subject).put("id", id).put("schema", schema.text());
    entry.set("references", json.valueToTree(schema.references()));
    journal.append(entry);
    add(version);
    return version;
  }

  synchronized List<String> conflicts(String subject, List<Version> with, StoredSchema schema) {
    return CompatibilityCheck.conflicts(schema.parsed(), with, effectiveLevel(subject));
  }

  synchronized Compatibility level() {
    return levels.getOrDefault(ALL, DEFAULT_LEVEL);
  }

  synchronized Optional<Compatibility> level(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  synchronized void setLevel(String subject, Compatibility level) {
    ObjectNode entry = json.createObjectNode();
    journal.append(entry.put("subject", subject).put("compatibility", level.name()));
    levels.put(subject, level);
  }

  void setLevel(Compatibility level) {
    setLevel(ALL, level);
  }

  /** Parses a schema as it comes in a request or stands in the journal; its id is 0. */
  synchronized StoredSchema parse(JsonNode request) {
    String type = request.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryProblem.invalidSchema("only Avro is supported, not " + type + ".");
    }
    List<Reference> references = new ArrayList<>();
    for (JsonNode reference : request.path("references")) {
      references.add(json.treeToValue(reference, Reference.class));
    }
    Schema.Parser parser = new Schema.Parser();
    parseReferences(parser, references, new HashSet<>());
    String text = request.path("schema").asString("");
    Schema parsed = parse(parser, text);
    return new StoredSchema(
        0, references.isEmpty() ? parsed.toString() : text, List.copyOf(references), parsed);
  }

  private static Schema parse(Schema.Parser parser, String text) {
    try {
      return parser.parse(text);
    } catch (RuntimeException e) {
      // Avro's parser fails in many ways, all of them the text's fault.
      throw RegistryProblem.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  private void parseReferences(
      Schema.Parser parser, List<Reference> references, Set<Reference> seen) {
    for (Reference reference : references) {
      if (seen.add(reference)) {
        StoredSchema referred =
            version(reference.subject(), String.valueOf(reference.version())).schema();
        parseReferences(parser, referred.references(), seen);
        parser.parse(referred.text());
      }
    }
  }

  private Compatibility effectiveLevel(String subject) {
    return level(subject).orElseGet(this::level);
  }

  private void apply(JsonNode entry) {
    String subject = entry.path("subject").asString();
    if (entry.has("compatibility")) {
      levels.put(subject, Compatibility.valueOf(entry.path("compatibility").asString()));
    } else {
      int number = subjects.getOrDefault(subject, List.of()).size() + 1;
      add(new Version(subject, number, parse(entry).withId(entry.path("id").asInt())));
    }
  }

  private void add(Version version) {
    schemas.putIfAbsent(version.schema().id(), version.schema());
    subjects.computeIfAbsent(version.subject(), any -> new ArrayList<>()).add(version);
  }

  private static Optional<Version> found(List<Version> versions, StoredSchema schema) {
    return versions.stream().filter(version -> version.schema().sameAs(schema)).findFirst();
  }
}
