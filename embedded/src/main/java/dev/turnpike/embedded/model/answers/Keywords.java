package dev.turnpike.embedded.model.answers;

import java.util.Set;
import java.util.stream.Collectors;

/** The words of a text that carry its meaning, close enough to their roots to be compared. */
record Keywords(Set<String> words) {
  private static final Set<String> EMPTY =
      Set.of(
          "what",
          "who",
          "when",
          "where",
          "which",
          "how",
          "why",
          "is",
          "are",
          "was",
          "were",
          "do",
          "does",
          "did",
          "my",
          "the",
          "a",
          "an",
          "i",
          "am",
          "me",
          "you",
          "your",
          "of",
          "to",
          "in",
          "on",
          "for",
          "and",
          "or",
          "it",
          "that",
          "this",
          "have",
          "has",
          "user",
          "user's",
          "name",
          "called",
          "named",
          "can",
          "could",
          "should",
          "would",
          "will",
          "know",
          "remember",
          "tell",
          "many",
          "much",
          "what's",
          "who's",
          "again",
          "please",
          "be",
          "with",
          "at",
          "from",
          "as",
          "not",
          "favourite",
          "favorite",
          "get",
          "by",
          "if",
          "there",
          "about",
          "i'm",
          "they",
          "their");

  Keywords {
    words = Set.copyOf(words);
  }

  static Keywords of(String text) {
    return new Keywords(
        Phrase.words(text.replace('\u2019', '\'')).stream()
            .filter(word -> !EMPTY.contains(word))
            .map(Keywords::root)
            .collect(Collectors.toSet()));
  }

  long overlap(Keywords other) {
    return words.stream().filter(other.words::contains).count();
  }

  private static String root(String word) {
    String root = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    root = root.endsWith("our") ? root.substring(0, root.length() - 3) + "or" : root;
    if (root.length() > 4 && root.endsWith("ies")) {
      return root.substring(0, root.length() - 3) + "y";
    }
    return root.length() > 3 && root.endsWith("s") && !root.endsWith("ss")
        ? root.substring(0, root.length() - 1)
        : root;
  }
}
