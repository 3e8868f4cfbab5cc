package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparing: a schema with a text {@code reasoning} and a {@code winner} among A, B and tie is
 * answered by what the {@link RuleOfThumb} that the system prompt asks for gives each answer. It is
 * the same whichever comes first.
 */
final class PreferenceSchema {

  /** What rules of thumb can't tell apart. */
  private static final double TIED = 0.05;

  private PreferenceSchema() {}

  static Optional<JsonNode> answer(ChatRequest request, JsonNode schema) {
    SchemaInstance instances = new SchemaInstance(schema);
    JsonNode properties = instances.resolved(schema).path("properties");
    boolean chosen =
        Stream.of("A", "B", "tie")
            .allMatch(
                word ->
                    instances
                        .resolved(properties.path("winner"))
                        .path("enum")
                        .valueStream()
                        .anyMatch(each -> each.asString("").equals(word)));
    if (!chosen || !instances.type(properties.path("reasoning")).equals("string")) {
      return Optional.empty();
    }
    RuleOfThumb rule = RuleOfThumb.askedFor(String.join("\n", request.said(Role.SYSTEM)));
    String material = String.join("\n", request.said(Role.USER));
    Finding a = rule.look(judged(material, "a"));
    Finding b = rule.look(judged(material, "b"));
    ObjectNode preference = instances.minimal(schema).asObject();
    preference.put(
        "reasoning", "%sA: %s B: %s".formatted(Voice.OPENING, a.reasoning(), b.reasoning()));
    preference.put("winner", winner(rule.better(a) - rule.better(b)));
    return Optional.of(preference);
  }

  private static String winner(double ahead) {
    return Math.abs(ahead) < TIED ? "tie" : ahead > 0 ? "A" : "B";
  }

  private static JudgedAnswer judged(String material, String which) {
    String common = part(material, "context");
    return new JudgedAnswer(
        part(material, "user"),
        part(material, "user") + "\n" + common + "\n" + part(material, "context_" + which),
        Voice.withoutOpening(part(material, "answer_" + which)));
  }

  /** What is between two tags; empty without them. */
  private static String part(String material, String tag) {
    int begin = material.indexOf("<" + tag + ">");
    int end = material.indexOf("</" + tag + ">");
    return begin < 0 || end < begin
        ? ""
        : material.substring(begin + tag.length() + 2, end).strip();
  }
}
