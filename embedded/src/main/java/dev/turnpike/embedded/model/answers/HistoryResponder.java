package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers questions about the conversation itself by quoting it. */
final class HistoryResponder implements Responder {
  private static final Pattern FIRST =
      Pattern.compile(
          "\\bi (?:first )?(?:say|said|ask|asked|tell you|told you|write|wrote|mention)\\b.*\\bfirst\\b"
              + "|\\bfirst (?:thing )?(?:that )?i (?:say|said|asked|told|wrote)\\b"
              + "|\\bi first (?:say|said|ask|asked|tell|write)\\b"
              + "|\\bmy (?:very )?first (?:message|question|words|sentence)\\b");
  private static final Pattern LAST =
      Pattern.compile(
          "\\bwhat did i (?:just |last )?(?:say|ask|tell you|write)(?: to you)?"
              + "(?: last| before| just now| earlier)?$"
              + "|\\bwhat i (?:just |last )(?:said|asked|wrote)\\b"
              + "|\\bmy (?:last|previous) (?:message|question)\\b");
  private static final Pattern YOURS =
      Pattern.compile(
          "\\bwhat did you (?:just |last )?(?:say|answer|tell me|reply)\\b"
              + "|\\byour (?:last|previous) (?:answer|message|reply)\\b"
              + "|^(?:please )?(?:repeat|say) that(?: again)?$");
  private static final Pattern COUNT =
      Pattern.compile("\\bhow many (?:messages|questions|things)\\b.*\\bi\\b");
  private static final Pattern SUMMARY =
      Pattern.compile("\\b(?:summari[sz]e|sum up|recap|summary of) (?:this|our|the)\\b");
  private static final int LONGEST_QUOTE = 200;

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    List<String> said = request.said(Role.USER);
    List<String> before = said.isEmpty() ? said : said.subList(0, said.size() - 1);
    return about(phrase, before, request.said(Role.ASSISTANT)).map(Voice::say);
  }

  private static Optional<String> about(Phrase phrase, List<String> before, List<String> mine) {
    if (phrase.has(FIRST)) {
      return Optional.of(
          before.isEmpty()
              ? nothing()
              : "The first thing you said was: " + quote(before.getFirst()));
    }
    if (phrase.has(LAST)) {
      return Optional.of(
          before.isEmpty() ? nothing() : "Just before this you said: " + quote(before.getLast()));
    }
    if (phrase.has(YOURS)) {
      List<String> answers = mine.stream().filter(answer -> !answer.isEmpty()).toList();
      return Optional.of(
          answers.isEmpty()
              ? "I have not said anything yet."
              : "I said: " + quote(Voice.withoutOpening(answers.getLast())));
    }
    if (phrase.has(COUNT)) {
      return Optional.of(
          "This is message number " + (before.size() + 1) + " of yours in this conversation.");
    }
    return phrase.has(SUMMARY) ? Optional.of(summary(before)) : Optional.empty();
  }

  private static String summary(List<String> before) {
    if (before.isEmpty()) {
      return nothing();
    }
    return "So far you said: "
        + Sentences.list(before.stream().map(HistoryResponder::quote).toList())
        + ".";
  }

  private static String nothing() {
    return "This is the first thing you said in this conversation.";
  }

  private static String quote(String text) {
    return "\u201c" + Phrase.of(text).quote(LONGEST_QUOTE) + "\u201d";
  }
}
