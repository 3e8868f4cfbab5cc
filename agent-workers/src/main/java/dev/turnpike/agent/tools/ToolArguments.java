package dev.turnpike.agent.tools;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a call, read so that each mistake becomes a sentence for the model. Numbers in
 * quotes and the like are taken as they were meant.
 */
public final class ToolArguments {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode values;

  private ToolArguments(ObjectNode values) {
    this.values = values;
  }

  /**
   * Reads them; nothing at all is taken as no arguments.
   *
   * @throws ToolException when they are not one JSON object
   */
  public static ToolArguments of(String json) throws ToolException {
    if (json.isBlank()) {
      return new ToolArguments(JSON.createObjectNode());
    }
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return new ToolArguments(object);
      }
    } catch (JacksonException e) {
      throw new ToolException(
          "The arguments are not valid JSON (%s). Write one JSON object.".formatted(where(e)), e);
    }
    throw new ToolException("The arguments are JSON, but no object. Write one JSON object.");
  }

  private static String where(JacksonException e) {
    var at = e.getLocation();
    return at == null
        ? "unreadable"
        : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /**
   * A text that must be there.
   *
   * @throws ToolException when it is missing, blank or no single value
   */
  public String text(String name) throws ToolException {
    var value = text(name, "");
    if (value.isEmpty()) {
      throw new ToolException("The argument %s is missing. Write a text.".formatted(name));
    }
    return value;
  }

  /**
   * A text without the white space around it; {@code absent} when it is missing, null or blank.
   *
   * @throws ToolException when it is no single value
   */
  public String text(String name, String absent) throws ToolException {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isValueNode()) {
      throw new ToolException(
          "The argument %s is an object or a list. Write a text.".formatted(name));
    }
    var text = value.asString().strip();
    return text.isEmpty() ? absent : text;
  }

  /**
   * A whole number; {@code absent} when it is missing or null, and the nearest allowed one when it
   * is out of range.
   *
   * @throws ToolException when it is something else
   */
  public int number(String name, int absent, int least, int most) throws ToolException {
    var text = text(name, "");
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return Math.clamp(Math.round(Double.parseDouble(text)), least, most);
    } catch (NumberFormatException e) {
      throw new ToolException(
          "The argument %s is \"%s\". Write a whole number from %d to %d."
              .formatted(name, ToolText.cut(text, 50), least, most),
          e);
    }
  }
}
