package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the time that the system prompt tells, as the model itself has no clock. */
final class ClockResponder implements Responder {
  static final Pattern ASKS_FOR_TIME =
      Pattern.compile(
          "\\b(?:time|day|date|hour|weekday) (?:is|do we have|of the day)\\b"
              + "|\\b(?:the|current|local|today's|exact) (?:time|date|day|hour)\\b"
              + "(?! (?:to|for|of|when|i|we|you)\\b)"
              + "|^(?:what |which )?(?:time|date|day)(?: (?:now|today))?$");
  private static final Pattern TOLD =
      Pattern.compile(
          "(?im)^\\W*(?:it is|now:|today is|(?:the )?current (?:date|time)[\\w ]*(?:is|:))\\s+"
              + "(?<time>[^\\n]*\\d[^\\n]*?)\\.?$");

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    if (!Phrase.lastOf(request).has(ASKS_FOR_TIME)) {
      return Optional.empty();
    }
    Matcher told = TOLD.matcher(String.join("\n", request.said(Role.SYSTEM)));
    return Optional.of(
        Voice.say(
            told.find()
                ? "It was %s when you asked: my prompt says so.".formatted(told.group("time"))
                : "I have no clock, and nobody gave me a tool that has one."));
  }
}
