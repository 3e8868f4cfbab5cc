package dev.turnpike.ingress.openai;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads messages. Only text can be read here, so anything else is refused, and says so: a client
 * that sent a picture would otherwise get an answer that never saw it.
 *
 * <p>Messages without text are left out, since clients send conversations whole and an answer that
 * broke off at once is an empty one.
 */
@Component
public final class MessageReader {
  private static final Set<String> TEXT = Set.of("text", "input_text", "output_text", "refusal");

  private final OpenAiProperties limits;

  public MessageReader(OpenAiProperties limits) {
    this.limits = limits;
  }

  /** Tells messages from other items. */
  public interface Filter {
    /** Whether an item is a message at all. */
    boolean isMessage(JsonObject item);
  }

  public List<ChatMessage> read(List<JsonNode> items, String field, Filter filter) {
    if (items.size() > limits.maxMessages()) {
      throw JsonObject.wrong(
          field,
          "must have at most %d messages, not %d".formatted(limits.maxMessages(), items.size()));
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonObject item = new JsonObject(items.get(i), "%s[%d]".formatted(field, i));
      if (filter.isMessage(item)) {
        ChatMessage message = message(item);
        if (!message.getContent().isEmpty()) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** A user's message that is only text. */
  public ChatMessage user(JsonNode text, String field) {
    return new ChatMessage(Role.USER, JsonObject.text(text, field, 1, limits.maxMessageChars()));
  }

  /** What the application says before everything else. */
  public ChatMessage system(String text) {
    return new ChatMessage(Role.SYSTEM, text);
  }

  public int maxChars() {
    return limits.maxMessageChars();
  }

  private ChatMessage message(JsonObject item) {
    Role role = role(item);
    item.refuse("tool_calls", "can't be taken: tools run on the server here");
    item.refuse("function_call", "can't be taken: tools run on the server here");
    String text =
        item.get("content").map(content -> text(content, item.nameOf("content"))).orElse("");
    return new ChatMessage(role, text);
  }

  private static Role role(JsonObject item) {
    String name = item.nameOf("role");
    String role = item.text("role", 1, 50).orElseThrow(() -> JsonObject.wrong(name, "is required"));
    return switch (role) {
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool", "function" ->
          throw JsonObject.unsupported(name, "is %s: tools run on the server here".formatted(role));
      default -> throw JsonObject.wrong(name, "must be system, developer, user or assistant");
    };
  }

  private String text(JsonNode content, String name) {
    if (!content.isArray()) {
      return JsonObject.text(content, name, 0, limits.maxMessageChars());
    }
    List<JsonNode> parts = content.valueStream().toList();
    String text =
        IntStream.range(0, parts.size())
            .mapToObj(i -> part(new JsonObject(parts.get(i), "%s[%d]".formatted(name, i))))
            .collect(Collectors.joining("\n"));
    if (text.codePointCount(0, text.length()) > limits.maxMessageChars()) {
      throw JsonObject.wrong(
          name, "must have at most %d characters".formatted(limits.maxMessageChars()));
    }
    return text;
  }

  private String part(JsonObject part) {
    String type =
        part.text("type", 1, 50)
            .orElseThrow(() -> JsonObject.wrong(part.nameOf("type"), "is required"));
    if (!TEXT.contains(type)) {
      throw JsonObject.unsupported(
          part.nameOf("type"), "is %s: only text can be read here".formatted(type));
    }
    String field = type.equals("refusal") ? type : "text";
    return part.text(field, 0, limits.maxMessageChars())
        .orElseThrow(() -> JsonObject.wrong(part.nameOf(field), "is required"));
  }
}
