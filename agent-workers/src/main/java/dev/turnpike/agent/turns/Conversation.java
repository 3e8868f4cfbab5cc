package dev.turnpike.agent.turns;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.turnpike.events.Role;
import dev.turnpike.models.Model;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is given: the prompt, the newest history that fits into its window, the input, and
 * what the turn's finished steps have brought.
 *
 * <p>Only history is left out, oldest first, and what is left begins with a user's message. An
 * answer and the tool calls that it came from are one message of the history, so they stay or go
 * together.
 */
final class Conversation {

  /** Of the envelope of a message, in tokens. */
  static final int PER_MESSAGE = 4;

  private final String prompt;
  private final List<PastMessage> history;
  private final List<dev.turnpike.events.ChatMessage> input;
  private final int maxHistoryTokens;

  /**
   * @param prompt empty for none
   * @param history oldest first
   * @param maxHistoryTokens more history is not given even where it fits
   */
  Conversation(
      String prompt,
      List<PastMessage> history,
      List<dev.turnpike.events.ChatMessage> input,
      int maxHistoryTokens) {
    this.prompt = prompt;
    this.history = List.copyOf(history);
    this.input = List.copyOf(input);
    this.maxHistoryTokens = maxHistoryTokens;
  }

  /**
   * @param exchange messages of the turn's finished steps
   * @param tools the tools' description
   */
  List<ChatMessage> messages(Model model, List<ChatMessage> exchange, String tools) {
    var messages = new ArrayList<ChatMessage>();
    if (!prompt.isEmpty()) {
      messages.add(SystemMessage.from(prompt));
    }
    fitting(model, exchange, tools).forEach(message -> messages.addAll(message.forModel()));
    input.forEach(message -> messages.add(PastMessage.forModel(message)));
    messages.addAll(exchange);
    return messages;
  }

  /** What of the history fits into the model's window. */
  List<PastMessage> fitting(Model model, List<ChatMessage> exchange, String tools) {
    int room = model.contextTokens() - model.maxOutputTokens();
    var fixed = new ArrayList<String>(List.of(prompt, tools));
    input.forEach(message -> fixed.add(message.getContent()));
    exchange.forEach(message -> fixed.add(message.toString()));
    // A token is at least a byte, so small texts in a large window need no count.
    int most = fixed.stream().mapToInt(Conversation::bytes).sum() + fixed.size() * PER_MESSAGE;
    if (most + maxHistoryTokens > room) {
      most = fixed.stream().mapToInt(text -> model.tokenizer().count(text) + PER_MESSAGE).sum();
    }
    return newest(Math.min(maxHistoryTokens, room - most));
  }

  private List<PastMessage> newest(int maxTokens) {
    int first = history.size();
    int tokens = 0;
    while (first > 0) {
      tokens += history.get(first - 1).tokens();
      if (tokens > maxTokens) {
        break;
      }
      first--;
    }
    while (first < history.size() && history.get(first).message().getRole() != Role.USER) {
      first++;
    }
    return history.subList(first, history.size());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
