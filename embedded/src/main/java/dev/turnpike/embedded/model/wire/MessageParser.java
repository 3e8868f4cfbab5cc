package dev.turnpike.embedded.model.wire;

import static dev.turnpike.embedded.model.wire.ChatRequestParser.absent;
import static dev.turnpike.embedded.model.wire.ChatRequestParser.elements;
import static dev.turnpike.embedded.model.wire.ChatRequestParser.text;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a request. Of content in parts only the text is kept. */
final class MessageParser {
  private MessageParser() {}

  static List<Message> parse(JsonNode messages) {
    List<JsonNode> nodes = elements(messages, "messages");
    if (nodes.isEmpty()) {
      throw RequestRefused.invalid("'messages' must hold at least one message.", "messages");
    }
    List<Message> result = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      result.add(message(nodes.get(i), "messages[%d]".formatted(i)));
    }
    return result;
  }

  private static Message message(JsonNode node, String field) {
    Role role = Role.of(text(node.path("role"), field + ".role"), field + ".role");
    List<ToolCall> calls = toolCalls(node.path("tool_calls"), field + ".tool_calls");
    JsonNode content = node.path("content");
    boolean optional = role == Role.ASSISTANT;
    String text = optional && absent(content) ? "" : content(content, field + ".content");
    String callId =
        role == Role.TOOL ? text(node.path("tool_call_id"), field + ".tool_call_id") : null;
    return new Message(role, text, calls, callId);
  }

  private static String content(JsonNode node, String field) {
    if (!node.isArray()) {
      return text(node, field);
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode part : node.values()) {
      if (part.path("type").asString("").equals("text")) {
        all.append(text(part.path("text"), field + ".text"));
      }
    }
    return all.toString();
  }

  private static List<ToolCall> toolCalls(JsonNode calls, String field) {
    return elements(calls, field).stream()
        .map(
            call ->
                new ToolCall(
                    text(call.path("id"), field + ".id"),
                    text(call.path("function").path("name"), field + ".function.name"),
                    call.path("function").path("arguments").asString("{}")))
        .toList();
  }
}
