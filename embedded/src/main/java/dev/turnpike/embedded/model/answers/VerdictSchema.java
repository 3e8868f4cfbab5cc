package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judging: a schema with a number {@code score} and a text {@code reasoning} is answered by the
 * {@link RuleOfThumb} that the system prompt asks for, and the reasoning says which that was.
 */
final class VerdictSchema {
  private static final Pattern SCALE =
      Pattern.compile(
          "\\b(?:scores?|scale|between|from|rate|number)\\b[^\\n]{0,60}?(?<low>\\d+(?:\\.\\d+)?)"
              + "(?: ?\\([^)]*\\))? ?(?:to|and|-|–|\\.\\.) ?(?<high>\\d+(?:\\.\\d+)?)",
          Pattern.CASE_INSENSITIVE);

  private VerdictSchema() {}

  static Optional<JsonNode> answer(ChatRequest request, JsonNode schema) {
    SchemaInstance instances = new SchemaInstance(schema);
    JsonNode properties = instances.resolved(schema).path("properties");
    String scoreType = instances.type(properties.path("score"));
    boolean scored = scoreType.equals("number") || scoreType.equals("integer");
    if (!scored || !instances.type(properties.path("reasoning")).equals("string")) {
      return Optional.empty();
    }
    Finding finding =
        RuleOfThumb.askedFor(String.join("\n", request.said(Role.SYSTEM)))
            .look(JudgedAnswer.of(request));
    ObjectNode verdict = instances.minimal(schema).asObject();
    verdict.put("reasoning", Voice.OPENING + finding.reasoning());
    verdict.set(
        "score", range(request, instances.resolved(properties.path("score"))).at(finding.share()));
    return Optional.of(verdict);
  }

  /** As the schema says, else as it or the system prompt says in words, else 0 to 1. */
  private static Range range(ChatRequest request, JsonNode score) {
    String described = score.path("description").asString("");
    String words = described + "\n" + String.join("\n", request.said(Role.SYSTEM));
    Matcher scale = SCALE.matcher(words);
    return scale.find()
        ? new Range(
            score, Double.parseDouble(scale.group("low")), Double.parseDouble(scale.group("high")))
        : new Range(score, 0, 1);
  }
}
