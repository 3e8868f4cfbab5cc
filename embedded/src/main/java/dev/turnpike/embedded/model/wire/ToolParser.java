package dev.turnpike.embedded.model.wire;

import static dev.turnpike.embedded.model.wire.ChatRequestParser.absent;
import static dev.turnpike.embedded.model.wire.ChatRequestParser.elements;
import static dev.turnpike.embedded.model.wire.ChatRequestParser.text;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the tools that a request offers, and whether they may be called. */
final class ToolParser {
  private ToolParser() {}

  static List<Tool> tools(JsonNode tools) {
    return elements(tools, "tools").stream().map(ToolParser::tool).toList();
  }

  private static Tool tool(JsonNode node) {
    JsonNode function = node.path("function");
    return new Tool(
        text(function.path("name"), "tools.function.name"),
        function.path("description").asString(""),
        function.path("parameters"));
  }

  static ToolChoice choice(JsonNode node) {
    if (absent(node)) {
      return new ToolChoice.Auto();
    }
    if (node.isObject()) {
      return new ToolChoice.Named(
          text(node.path("function").path("name"), "tool_choice.function.name"));
    }
    return switch (node.asString("")) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default ->
          throw RequestRefused.invalid(
              "'tool_choice' must be auto, none, required or a function.", "tool_choice");
    };
  }
}
