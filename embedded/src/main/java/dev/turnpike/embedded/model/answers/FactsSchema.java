package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Memory extraction: a schema with a list of facts is answered with what users said about
 * themselves in the conversation that the prompt quotes.
 */
final class FactsSchema {
  private static final Pattern FACTS = Pattern.compile("fact|memor", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATEMENT =
      Pattern.compile("fact|statement|text|content|memory|sentence", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTE =
      Pattern.compile("quote|evidence|source", Pattern.CASE_INSENSITIVE);
  private static final Pattern CERTAINTY =
      Pattern.compile("confidence|importance|certainty|score", Pattern.CASE_INSENSITIVE);

  private FactsSchema() {}

  static Optional<JsonNode> answer(ChatRequest request, JsonNode schema) {
    SchemaInstance instances = new SchemaInstance(schema);
    return listName(instances, schema)
        .map(
            name -> {
              ObjectNode answer = instances.minimal(schema).asObject();
              answer.set(name, facts(request, instances, property(instances, schema, name)));
              return answer;
            });
  }

  private static Optional<String> listName(SchemaInstance instances, JsonNode schema) {
    return instances
        .resolved(schema)
        .path("properties")
        .propertyStream()
        .filter(property -> FACTS.matcher(property.getKey()).find())
        .filter(property -> instances.type(property.getValue()).equals("array"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static JsonNode property(SchemaInstance instances, JsonNode schema, String name) {
    return instances.resolved(instances.resolved(schema).path("properties").path(name));
  }

  private static ArrayNode facts(ChatRequest request, SchemaInstance instances, JsonNode list) {
    List<Fact> found = FactFinder.find(Transcript.of(request).user());
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .limit(list.path("maxItems").asInt(Integer.MAX_VALUE))
        .forEach(fact -> facts.add(element(instances, list.path("items"), fact)));
    return facts;
  }

  private static JsonNode element(SchemaInstance instances, JsonNode items, Fact fact) {
    JsonNode text = JsonNodeFactory.instance.stringNode(fact.statement());
    if (!instances.type(items).equals("object")) {
      return text;
    }
    ObjectNode element = instances.minimal(items).asObject();
    JsonNode properties = instances.resolved(items).path("properties");
    statementName(instances, properties).ifPresent(name -> element.set(name, text));
    properties.forEachEntry(
        (name, _) -> {
          if (QUOTE.matcher(name).find()) {
            element.put(name, fact.quote());
          }
        });
    properties.forEachEntry(
        (name, property) -> {
          if (CERTAINTY.matcher(name).find() && element.has(name)) {
            element.set(name, new Range(instances.resolved(property), 0, 1).at(0.9));
          }
        });
    return element;
  }

  private static Optional<String> statementName(SchemaInstance instances, JsonNode properties) {
    List<String> texts =
        properties
            .propertyStream()
            .filter(property -> instances.type(property.getValue()).equals("string"))
            .filter(property -> !instances.resolved(property.getValue()).has("enum"))
            .map(Map.Entry::getKey)
            .filter(name -> !QUOTE.matcher(name).find())
            .toList();
    return texts.stream()
        .filter(name -> STATEMENT.matcher(name).find())
        .findFirst()
        .or(() -> texts.stream().findFirst());
  }
}
