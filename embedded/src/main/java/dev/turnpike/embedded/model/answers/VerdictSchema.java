package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judging: a schema with a number {@code score} and a text {@code reasoning} is answered by a rule
 * of thumb. An answer gains by taking up the words of its question and by saying more than a few
 * words; it loses by owning that it has no answer.
 */
final class VerdictSchema {
  private static final Pattern OWNS_UP =
      Pattern.compile(
          "\\bi (?:don't|do not) know\\b|\\bi (?:can't|cannot)\\b|\\bneed to be a real model\\b|\\bsorry\\b");
  private static final Pattern SCALE =
      Pattern.compile(
          "\\b(?:scores?|scale|between|from|rate|number)\\b[^\\n]{0,60}?(?<low>\\d+(?:\\.\\d+)?)"
              + "(?: ?\\([^)]*\\))? ?(?:to|and|-|–|\\.\\.) ?(?<high>\\d+(?:\\.\\d+)?)",
          Pattern.CASE_INSENSITIVE);
  private static final int ENOUGH_WORDS = 20;

  private VerdictSchema() {}

  static Optional<JsonNode> answer(ChatRequest request, JsonNode schema) {
    SchemaInstance instances = new SchemaInstance(schema);
    JsonNode properties = instances.resolved(schema).path("properties");
    String scoreType = instances.type(properties.path("score"));
    boolean scored = scoreType.equals("number") || scoreType.equals("integer");
    if (!scored || !instances.type(properties.path("reasoning")).equals("string")) {
      return Optional.empty();
    }
    Transcript transcript = Transcript.of(request);
    double share = share(transcript);
    ObjectNode verdict = instances.minimal(schema).asObject();
    verdict.set("score", range(request, instances.resolved(properties.path("score"))).at(share));
    verdict.put("reasoning", reasoning(transcript));
    return Optional.of(verdict);
  }

  private static double share(Transcript transcript) {
    String answer = last(transcript.assistant());
    if (answer.isEmpty()) {
      return 0;
    }
    double length = Math.min(1, Phrase.words(answer).size() / (double) ENOUGH_WORDS);
    double score = 0.55 + 0.2 * length + 0.25 * coverage(transcript);
    return Math.max(0, ownsUp(answer) ? score - 0.35 : score);
  }

  /** The share of the question's keywords that the answer takes up. */
  private static double coverage(Transcript transcript) {
    Keywords question = Keywords.of(last(transcript.user()));
    return question.words().isEmpty() ? 1 : taken(transcript) / (double) question.words().size();
  }

  private static long taken(Transcript transcript) {
    return Keywords.of(last(transcript.user())).overlap(Keywords.of(last(transcript.assistant())));
  }

  private static String reasoning(Transcript transcript) {
    String answer = last(transcript.assistant());
    if (answer.isEmpty()) {
      return Voice.OPENING + "There is no answer to judge.";
    }
    return Voice.OPENING
        + "The answer has %d words and takes up %d of the question's %d keywords%s."
            .formatted(
                Phrase.words(answer).size(),
                taken(transcript),
                Keywords.of(last(transcript.user())).words().size(),
                ownsUp(answer) ? ", but owns that it does not know" : "");
  }

  private static boolean ownsUp(String answer) {
    return Phrase.of(answer).has(OWNS_UP);
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

  private static String last(List<String> texts) {
    return texts.isEmpty() ? "" : texts.getLast();
  }
}
