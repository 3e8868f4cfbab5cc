package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message made easy to match: {@code plain} is in lower case, with straight apostrophes, single
 * spaces and no punctuation around it.
 */
record Phrase(String original, String plain) {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Punct}]+|[\\s\\p{Punct}]+$");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");
  private static final Pattern ASKS =
      Pattern.compile(
          "^(?:please |so |and |but |ok |now |hey |hi |hello )*(?:what|who|where|when|why|which|how"
              + "|whose|do|does|did|is|are|am|was|can|could|will|would|should|tell me|remind me)\\b.*");

  static Phrase of(String text) {
    String straight = text.replace('\u2019', '\'').replace('\u2018', '\'');
    String flat = SPACE.matcher(straight).replaceAll(" ").strip();
    return new Phrase(flat, EDGES.matcher(flat.toLowerCase(Locale.ROOT)).replaceAll(""));
  }

  /** What the user said last; empty if nothing. */
  static Phrase lastOf(ChatRequest request) {
    return of(request.lastUserMessage().map(message -> message.content()).orElse(""));
  }

  boolean has(Pattern pattern) {
    return pattern.matcher(plain).find();
  }

  boolean asks() {
    return original.endsWith("?") || ASKS.matcher(plain).matches();
  }

  List<String> words() {
    return words(plain);
  }

  static List<String> words(String text) {
    return Arrays.stream(NOT_WORD.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The original, cut to be quoted. */
  String quote(int longest) {
    return cut(original, longest);
  }

  /** The first so many characters and an ellipsis, or the whole if it is shorter. */
  static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)).stripTrailing() + "…";
  }
}
