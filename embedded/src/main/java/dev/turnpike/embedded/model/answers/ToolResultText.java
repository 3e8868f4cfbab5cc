package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool's result as people read it: JSON becomes words, long results are cut. */
final class ToolResultText {
  private static final int LONGEST = 800;
  private static final int MOST_ELEMENTS = 5;
  private static final List<String> TELLING =
      List.of("title", "name", "snippet", "content", "body", "text", "url", "link", "href");

  private ToolResultText() {}

  static String of(String result) {
    String text = readable(result).strip();
    return text.isEmpty() ? "nothing." : Phrase.cut(text, LONGEST);
  }

  private static String readable(String result) {
    if (!result.stripLeading().startsWith("{") && !result.stripLeading().startsWith("[")) {
      return result;
    }
    try {
      return words(JsonMapper.shared().readTree(result));
    } catch (JacksonException e) {
      return result;
    }
  }

  private static String words(JsonNode node) {
    if (node.isArray()) {
      Stream<String> elements =
          node.valueStream().limit(MOST_ELEMENTS).map(ToolResultText::element);
      return String.join("\n", elements.map(element -> "- " + element).toList());
    }
    if (!node.isObject()) {
      return node.isValueNode() ? node.asString() : node.toString();
    }
    List<String> fields =
        node.propertyStream()
            .map(field -> field.getKey().replace('_', ' ') + ": " + value(field.getValue()))
            .toList();
    return String.join(", ", fields);
  }

  private static String value(JsonNode node) {
    return node.isArray() ? "\n" + words(node) : words(node);
  }

  /** Of an object in a list, such as a search result, what tells most. */
  private static String element(JsonNode node) {
    List<String> telling =
        TELLING.stream()
            .map(node::path)
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .toList();
    return telling.isEmpty() ? words(node) : String.join(" · ", telling);
  }
}
