package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.Tool;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the tool that fits what was asked, by the words of its name (which count twice) and of its
 * description. A few words stand for others, so that "What day is it?" finds {@code current_time}.
 */
final class ToolChooser {
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("clock", "time"),
          Map.entry("date", "time"),
          Map.entry("day", "time"),
          Map.entry("datetime", "time"),
          Map.entry("hour", "time"),
          Map.entry("weekday", "time"),
          Map.entry("find", "search"),
          Map.entry("lookup", "search"),
          Map.entry("google", "search"),
          Map.entry("web", "search"),
          Map.entry("internet", "search"),
          Map.entry("browse", "search"),
          Map.entry("duckduckgo", "search"),
          Map.entry("forecast", "weather"),
          Map.entry("temperature", "weather"),
          Map.entry("rain", "weather"),
          Map.entry("compute", "calculate"),
          Map.entry("calculator", "calculate"),
          Map.entry("math", "calculate"));
  private static final Set<String> WEAK =
      Set.of(
          "tool",
          "current",
          "json",
          "result",
          "api",
          "function",
          "run",
          "query",
          "data",
          "now",
          "use",
          "return",
          "give",
          "ask",
          "any",
          "given",
          "string",
          "list",
          "one",
          "my",
          "need");
  private static final int ENOUGH = 2;

  private record Scored(Tool tool, long score) {}

  private ToolChooser() {}

  static Optional<Tool> choose(Phrase phrase, List<Tool> tools) {
    return best(phrase, tools).filter(scored -> scored.score() >= ENOUGH).map(Scored::tool);
  }

  /** The best there is, if it must be one. */
  static Optional<Tool> chooseAny(Phrase phrase, List<Tool> tools) {
    return best(phrase, tools).map(Scored::tool);
  }

  private static Optional<Scored> best(Phrase phrase, List<Tool> tools) {
    Set<String> asked = meanings(phrase.plain().replace("look up", "lookup"));
    if (!phrase.has(ClockResponder.ASKS_FOR_TIME)) {
      asked.remove("time");
    }
    return tools.stream()
        .map(tool -> new Scored(tool, score(tool, asked)))
        .max(Comparator.comparingLong(Scored::score));
  }

  private static long score(Tool tool, Set<String> asked) {
    String name = CAMEL.matcher(tool.name()).replaceAll(" ").replace('_', ' ').replace('-', ' ');
    return 2 * shared(meanings(name.toLowerCase(Locale.ROOT)), asked)
        + shared(meanings(tool.description()), asked);
  }

  private static long shared(Set<String> words, Set<String> asked) {
    return words.stream().filter(asked::contains).count();
  }

  private static Set<String> meanings(String text) {
    Set<String> meanings = new HashSet<>();
    for (String word : Keywords.of(text).words()) {
      if (!WEAK.contains(word)) {
        meanings.add(SAME.getOrDefault(word, word));
      }
    }
    return meanings;
  }
}
