package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes note of what users say about themselves. */
final class StatementResponder implements Responder {
  private static final String NAME_IS = "The user's name is ";

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    List<String> facts =
        FactFinder.find(
                request.lastUserMessage().stream().map(message -> message.content()).toList())
            .stream()
            .map(Fact::statement)
            .toList();
    return facts.isEmpty() || phrase.original().endsWith("?")
        ? Optional.empty()
        : Optional.of(Voice.say(noted(facts)));
  }

  private static String noted(List<String> facts) {
    List<String> rest = new ArrayList<>(facts);
    rest.removeIf(fact -> fact.startsWith(NAME_IS));
    StringBuilder answer = new StringBuilder();
    facts.stream()
        .filter(fact -> fact.startsWith(NAME_IS))
        .forEach(
            fact ->
                answer.append(
                    "Nice to meet you, %s! ".formatted(fact.substring(NAME_IS.length()))));
    if (!rest.isEmpty()) {
      List<String> yours = rest.stream().map(SecondPerson::of).toList();
      answer.append("Noted: ").append(Sentences.list(yours)).append(". ");
    }
    return answer + "Ask me about it later, and I will know.";
  }
}
