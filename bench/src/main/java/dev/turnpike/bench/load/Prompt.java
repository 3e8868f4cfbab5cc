package dev.turnpike.bench.load;

import java.util.List;
import java.util.Map;

/**
 * What a user says in one turn, with what was said before where the other side has to be told.
 *
 * @param messages the question is the last
 */
public record Prompt(List<Message> messages) {

  /** What every user says: nothing about anybody, so that no memory comes of it. */
  public static final Prompt USUAL = of("Please go on.");

  public Prompt {
    messages = List.copyOf(messages);
  }

  /**
   * @param role as on the wire: user or assistant
   */
  public record Message(String role, String content) {
    private Map<String, String> json() {
      return Map.of("role", role, "content", content);
    }
  }

  public static Prompt of(String question) {
    return new Prompt(List.of(new Message("user", question)));
  }

  List<Map<String, String>> json() {
    return messages.stream().map(Message::json).toList();
  }
}
