package dev.turnpike.ingress.openai;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.JsonStringEncoder;

/** Server-Sent Events as bytes. JSON escapes line ends, so any text stays on its line. */
public final class EventText {
  private final StringBuilder text = new StringBuilder();

  /** A frame without a name. */
  public static byte[] data(CharSequence json) {
    return new EventText().add(json).bytes();
  }

  public EventText add(CharSequence json) {
    text.append("data: ").append(json).append("\n\n");
    return this;
  }

  public EventText add(String event, CharSequence json) {
    text.append("event: ").append(event).append('\n');
    return add(json);
  }

  /** What was added so far. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A JSON string, quotes included. */
  public static void quote(String value, StringBuilder to) {
    to.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, to);
    to.append('"');
  }
}
