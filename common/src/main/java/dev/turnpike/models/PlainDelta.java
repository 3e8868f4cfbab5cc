package dev.turnpike.models;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The event that there are most of: a piece of the answer's text and nothing else. It is read here,
 * past langchain4j, which makes a dozen objects of each and builds the answer a second time; every
 * other event goes the common way.
 */
final class PlainDelta {

  /** Hears the pieces of the call that the current thread makes. */
  static final ScopedValue<Consumer<String>> HEARER = ScopedValue.newInstance();

  private static final JsonFactory JSON = new JsonFactory();

  private PlainDelta() {}

  /** The piece; null when the event says more than that, or something else. */
  static @Nullable String textOf(String event) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), event)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? chunk(parser) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String chunk(JsonParser parser) {
    @Nullable String text = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      switch (parser.currentName()) {
        case "choices" -> {
          text = choices(parser);
          if (text == null) {
            return null;
          }
        }
        case "usage", "error" -> {
          if (parser.nextToken() != JsonToken.VALUE_NULL) {
            return null;
          }
        }
        default -> skip(parser);
      }
    }
    return text;
  }

  private static @Nullable String choices(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    @Nullable String text = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("delta") && value == JsonToken.START_OBJECT) {
        text = delta(parser);
        if (text == null) {
          return null;
        }
      } else if (!name.equals("index") && value != JsonToken.VALUE_NULL) {
        return null; // a reason to finish, for instance
      }
    }
    return parser.nextToken() == JsonToken.END_ARRAY ? text : null;
  }

  private static @Nullable String delta(JsonParser parser) {
    @Nullable String text = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("content") && value == JsonToken.VALUE_STRING) {
        text = parser.getString();
      } else if (value != JsonToken.VALUE_NULL) {
        return null;
      }
    }
    return text == null || text.isEmpty() ? null : text;
  }

  private static void skip(JsonParser parser) {
    var _ = parser.nextToken();
    var _ = parser.skipChildren();
  }
}
