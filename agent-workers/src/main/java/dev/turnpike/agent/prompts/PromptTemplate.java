package dev.turnpike.agent.prompts;

import dev.turnpike.models.PromptFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A system prompt with placeholders such as {@code {{current_time}}}.
 *
 * @param text the prompt
 * @param version the file's: it is recorded on each turn
 */
public record PromptTemplate(String text, String version) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  /**
   * @param source names the file in errors
   * @param placeholders those that the text must have, and the only ones it may have
   * @throws IllegalArgumentException when one is missing or unknown
   */
  public static PromptTemplate of(String source, PromptFile file, Set<String> placeholders) {
    var found =
        PLACEHOLDER
            .matcher(file.text())
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var unknown = new TreeSet<>(found);
    unknown.removeAll(placeholders);
    var missing = new TreeSet<>(placeholders);
    missing.removeAll(found);
    if (!unknown.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The prompt %s must have the placeholders %s; it lacks %s and has the unknown %s"
              .formatted(source, new TreeSet<>(placeholders), missing, unknown));
    }
    return new PromptTemplate(file.text(), file.version());
  }

  /** The prompt with its placeholders filled; values are not looked into. */
  public String fill(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll((MatchResult result) -> Matcher.quoteReplacement(value(values, result)));
  }

  private static String value(Map<String, String> values, MatchResult placeholder) {
    var value = values.get(placeholder.group(1));
    if (value == null) {
      throw new IllegalArgumentException("No value for the placeholder " + placeholder.group(1));
    }
    return value;
  }
}
