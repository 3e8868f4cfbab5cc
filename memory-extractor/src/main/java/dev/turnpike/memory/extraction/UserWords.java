package dev.turnpike.memory.extraction;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a user has said in one turn, and what had been said just before.
 *
 * <p>Only what came after the assistant last spoke counts as said: some clients send the whole
 * conversation with every turn, and what is old in it was learned from in its own turn.
 *
 * @param said never the assistant's words
 * @param context the messages before, oldest first, to understand what was said
 */
record UserWords(List<String> said, List<ChatMessage> context) {

  private static final int CONTEXT_MESSAGES = 4;
  private static final int LONGEST_SAID = 8_000;
  private static final int LONGEST_CONTEXT = 1_000;

  UserWords {
    said = List.copyOf(said);
    context = List.copyOf(context);
  }

  static UserWords of(CompletedTurn turn) {
    var messages = new ArrayList<>(turn.getRecentHistory());
    messages.addAll(turn.getInput());
    int sinceAssistant = messages.size();
    while (sinceAssistant > messages.size() - turn.getInput().size()
        && messages.get(sinceAssistant - 1).getRole() != Role.ASSISTANT) {
      sinceAssistant--;
    }
    var said =
        messages.subList(sinceAssistant, messages.size()).stream()
            .filter(message -> message.getRole() == Role.USER)
            .map(ChatMessage::getContent)
            .filter(content -> !content.isBlank())
            .toList();
    var before =
        messages.subList(0, sinceAssistant).stream()
            .filter(m -> m.getRole() == Role.USER || m.getRole() == Role.ASSISTANT)
            .toList();
    return new UserWords(
        said, before.subList(Math.max(0, before.size() - CONTEXT_MESSAGES), before.size()));
  }

  /** As the extraction prompt describes it. */
  String material() {
    var earlier =
        context.stream()
            .map(
                m ->
                    "Earlier, the %s: %s"
                        .formatted(speaker(m), Inert.text(m.getContent(), LONGEST_CONTEXT)))
            .collect(Collectors.joining("\n"));
    var now = said.stream().map(s -> Inert.text(s, LONGEST_SAID)).collect(Collectors.joining("\n"));
    return "<context>\n%s\n</context>\n<user>\n%s\n</user>".formatted(earlier, now);
  }

  private static String speaker(ChatMessage message) {
    return message.getRole() == Role.USER ? "user" : "assistant";
  }

  /** Whether a quotation is of what was said, as far as the model got to see it. */
  boolean include(String quote) {
    return Grounding.isIn(said.stream().map(s -> Inert.text(s, LONGEST_SAID)).toList(), quote);
  }
}
