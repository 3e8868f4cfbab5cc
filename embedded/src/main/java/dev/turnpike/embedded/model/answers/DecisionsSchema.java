package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What new facts mean for known ones: a schema with a list of decisions is answered by the facts'
 * slots. Another value in the same slot is an update, an end removes what has ended, and what is
 * known or has no slot in common with anything is nothing new, or new.
 */
final class DecisionsSchema {
  private static final String NAME = "decisions";
  private static final Pattern LINE = Pattern.compile("^\\s*\\d+\\. (?<text>.+)$");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DecisionsSchema() {}

  static Optional<JsonNode> answer(ChatRequest request, JsonNode schema) {
    SchemaInstance instances = new SchemaInstance(schema);
    JsonNode list = instances.resolved(schema).path("properties").path(NAME);
    if (list.isMissingNode() || !instances.type(list).equals("array")) {
      return Optional.empty();
    }
    String material = String.join("\n", request.said(Role.USER));
    ArrayNode decisions = NODES.arrayNode();
    List<String> known = numbered(material, "known");
    List<String> told = numbered(material, "new");
    for (int i = 0; i < told.size(); i++) {
      decisions.add(decision(i + 1, told.get(i), known));
    }
    ObjectNode answer = instances.minimal(schema).asObject();
    answer.set(NAME, decisions);
    return Optional.of(answer);
  }

  /** The lines of a numbered list between two tags. */
  private static List<String> numbered(String material, String tag) {
    int begin = material.indexOf("<" + tag + ">");
    int end = material.indexOf("</" + tag + ">");
    List<String> lines = new ArrayList<>();
    if (begin >= 0 && end > begin) {
      for (String line : material.substring(begin, end).lines().toList()) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          lines.add(matcher.group("text"));
        }
      }
    }
    return lines;
  }

  private static ObjectNode decision(int number, String told, List<String> known) {
    if (known.stream().anyMatch(text -> Clauses.tidy(text).equalsIgnoreCase(Clauses.tidy(told)))) {
      return decision(number, "none", 0, "");
    }
    return FactFinder.of(told)
        .map(fact -> decision(number, fact, known))
        .orElseGet(() -> decision(number, "add", 0, ""));
  }

  private static ObjectNode decision(int number, Fact fact, List<String> known) {
    for (int i = 0; i < known.size(); i++) {
      Optional<Fact> earlier = FactFinder.of(known.get(i)).filter(fact::isAbout);
      if (earlier.isEmpty() || (fact.over() && !earlier.get().hasValueOf(fact))) {
        continue;
      }
      if (fact.over()) {
        return decision(number, earlier.get().over() ? "none" : "remove", i + 1, "");
      }
      return decision(number, "update", i + 1, fact.statement());
    }
    return decision(number, fact.over() ? "none" : "add", 0, "");
  }

  private static ObjectNode decision(int number, String action, int known, String text) {
    return NODES
        .objectNode()
        .put("fact", number)
        .put("action", action)
        .put("known", action.equals("none") ? 0 : known)
        .put("text", text);
  }
}
