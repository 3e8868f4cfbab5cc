package dev.turnpike.embedded.model.answers;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts what a user said into clauses that say one thing each; questions are left out. */
final class Clauses {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|\\R+");
  private static final Pattern NEXT_CLAUSE =
      Pattern.compile(
          "(?:\\s*,)?\\s+(?:and|but|so)\\s+(?=(?:i|i'm|i've|my|call me)\\b)"
              + "|\\s*,\\s*(?=(?:i|i'm|i've|my|call me)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LEAD_IN =
      Pattern.compile(
          "^(?:(?:hi|hello|hey|hi there|hello there|well|so|yes|no|ok|okay|also|actually|oh|sorry"
              + "|please|by the way|btw|fyi|and|but|remember|note|just so you know|for the record"
              + "|please remember|i want you to know|you should know|did you know|nice to meet you"
              + "|good (?:morning|afternoon|evening))(?: that)?[,!:.]?\\s+|[-*>\"'\\s]+)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CLAUSE_END = Pattern.compile("[\\s.,;:!\"]+$");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?:[\\s,]+(?:now|too|as well|very much|a lot|so much|by the way|btw|please|these days"
              + "|at the moment|currently|today|thanks|thank you|though))+$|[\\s.,;:!?\"'()]+$",
          Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_VALUE = 120;

  private Clauses() {}

  static List<String> of(String text) {
    return Arrays.stream(SENTENCE_END.split(text.replace('\u2019', '\'')))
        .map(String::strip)
        .filter(sentence -> !sentence.endsWith("?"))
        .map(sentence -> LEAD_IN.matcher(sentence).replaceFirst(""))
        .flatMap(NEXT_CLAUSE::splitAsStream)
        .map(clause -> CLAUSE_END.matcher(clause).replaceFirst(""))
        .filter(clause -> !clause.isEmpty())
        .toList();
  }

  /** A value without the words and marks that trail after it; "" if it is too long to be one. */
  static String tidy(String value) {
    String before = "";
    String tidied = value.strip();
    while (!tidied.equals(before)) {
      before = tidied;
      tidied = TAIL.matcher(tidied).replaceFirst("");
    }
    return tidied.length() > LONGEST_VALUE ? "" : tidied;
  }
}
