package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says honestly that nothing else fits, and what would. Always answers. */
final class FallbackResponder implements Responder {
  private static final Pattern ADVICE =
      Pattern.compile("\\b(?:should i|recommend|suggest|ideas?|advice|can i|could i)\\b");
  private static final int LONGEST_QUOTE = 80;

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    if (phrase.plain().isEmpty()) {
      return Optional.of(Voice.say("I am listening: ask me something."));
    }
    String quoted = "\u201c" + phrase.quote(LONGEST_QUOTE) + "\u201d";
    String answer =
        phrase.asks()
            ? considering(phrase, Memory.of(request))
                + "I would need to be a real model to answer %s, and I am only its stand-in. Still,"
                    .formatted(quoted)
                + " your question made the whole way here, and this answer the whole way back."
            : "You said %s. It takes a real model to do that justice, and I am only its stand-in."
                .formatted(quoted);
    return Optional.of(
        Voice.say(answer + " Ask me what I can do, or set OPENAI_API_KEY for real answers."));
  }

  /** Where advice is asked for, it shows that what is known about the user arrived here. */
  private static String considering(Phrase phrase, Memory memory) {
    List<String> facts =
        memory.all().stream().filter(fact -> !fact.startsWith("your name")).toList();
    return facts.isEmpty() || !phrase.has(ADVICE)
        ? ""
        : "I would keep in mind that " + Sentences.list(facts) + ". But ";
  }
}
