package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that is to be judged, as far as rules of thumb can see it.
 *
 * @param given all that the prompt quotes besides the answer
 * @param answer without the simulated model's opening, which is about its author and not part of
 *     what it says
 */
record JudgedAnswer(String question, String given, String answer) {
  private static final Pattern OWNS_UP =
      Pattern.compile(
          "\\bi (?:don't|do not) know\\b|\\bi (?:can't|cannot)\\b|\\bneed to be a real model\\b|\\bsorry\\b");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final Pattern SPECIFIC =
      Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\p{N}[\\p{N}.,:]*|\\p{Lu}[\\p{L}\\p{N}'’]+)");

  static JudgedAnswer of(ChatRequest request) {
    Transcript transcript = Transcript.of(request);
    String quoted = last(transcript.assistant());
    String material = String.join("\n", request.said(Role.USER));
    return new JudgedAnswer(
        last(transcript.user()),
        quoted.isEmpty() ? material : material.replace(quoted, ""),
        Voice.withoutOpening(quoted));
  }

  boolean isEmpty() {
    return answer.isBlank();
  }

  int length() {
    return Phrase.words(answer).size();
  }

  List<String> words() {
    return Phrase.words(answer);
  }

  int asked() {
    return Keywords.of(question).words().size();
  }

  /** How many of the question's keywords the answer takes up. */
  long taken() {
    return Keywords.of(question).overlap(Keywords.of(answer));
  }

  double coverage() {
    return asked() == 0 ? 1 : taken() / (double) asked();
  }

  boolean ownsUp() {
    return Phrase.of(answer).has(OWNS_UP);
  }

  List<String> sentences() {
    return Stream.of(SENTENCE_END.split(answer))
        .map(sentence -> String.join(" ", Phrase.words(sentence)))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /** Numbers and names: what begins with a digit, or within a sentence with a capital. */
  List<String> specifics() {
    return Stream.of(SENTENCE_END.split(answer))
        .flatMap(sentence -> SPECIFIC.matcher(sentence).results())
        .filter(found -> found.start() > 0 || Character.isDigit(found.group().charAt(0)))
        .map(found -> found.group().replaceAll("[.,:]+$", ""))
        .distinct()
        .toList();
  }

  long unsupported() {
    var known = List.copyOf(Phrase.words(given));
    return specifics().stream()
        .filter(specific -> !known.containsAll(Phrase.words(specific)))
        .count();
  }

  private static String last(List<String> texts) {
    return texts.isEmpty() ? "" : texts.getLast();
  }
}
