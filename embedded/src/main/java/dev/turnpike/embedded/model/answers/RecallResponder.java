package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers users' questions about themselves from what they told, now or earlier. */
final class RecallResponder implements Responder {
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "\\b(?:know|remember|learn(?:ed|t)?|tell me) (?:all |everything )?about (?:me|myself)\\b"
              + "|\\bwhat do you (?:know|remember)$");
  private static final Pattern ABOUT_THEMSELVES =
      Pattern.compile(
          "^(?:\\w+ ){0,3}(?:what|who|when|where|which|how)(?:'s|'re)?\\b.*\\b(?:my|i)\\b"
              + "|^(?:do|am|did|have|is|are) (?:i|my)\\b");
  private static final Pattern OWN_THING =
      Pattern.compile(
          "\\b(?:what|who|when|where)(?:'s| is| are| was) my (?<thing>[\\p{L}' -]{2,40})$");

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    if (!phrase.asks()) {
      return Optional.empty();
    }
    Memory memory = Memory.of(request);
    if (phrase.has(EVERYTHING)) {
      return Optional.of(Voice.say(everything(memory)));
    }
    return RecallTopic.of(phrase)
        .map(topic -> aboutTopic(topic, memory))
        .or(() -> aboutThing(phrase, memory))
        .map(Voice::say);
  }

  private static String everything(Memory memory) {
    if (memory.isEmpty()) {
      return "I don't know anything about you yet. Tell me your name, where you live or what you"
          + " like, then ask again.";
    }
    return "This is what I know about you: " + Sentences.list(memory.all()) + ".";
  }

  private static String aboutTopic(RecallTopic topic, Memory memory) {
    Memory found = memory.matching(topic::answeredBy);
    return found.isEmpty() ? unknown(topic.name()) : recalled(found, topic.several());
  }

  /** By the words of the question, for all the things that no topic foresees. */
  private static Optional<String> aboutThing(Phrase phrase, Memory memory) {
    if (!phrase.has(ABOUT_THEMSELVES)) {
      return Optional.empty();
    }
    Keywords asked = Keywords.of(phrase.plain());
    Memory found = memory.matching(fact -> asked.overlap(Keywords.of(fact)) > 0);
    if (!found.isEmpty()) {
      return Optional.of(recalled(found, true));
    }
    Matcher own = OWN_THING.matcher(phrase.plain());
    return own.find() ? Optional.of(unknown("your " + own.group("thing"))) : Optional.empty();
  }

  private static String unknown(String what) {
    return "I don't know " + what + " yet: you have not told me.";
  }

  private static String recalled(Memory found, boolean several) {
    boolean toldNow = !found.told().isEmpty();
    List<String> facts =
        (toldNow ? found.told() : found.known()).stream().map(SecondPerson::of).toList();
    List<String> said = several ? facts : List.of(facts.getLast());
    return Sentences.capitalised(Sentences.list(said))
        + (toldNow
            ? ". You told me in this conversation."
            : ". I remember that from an earlier conversation.");
  }
}
