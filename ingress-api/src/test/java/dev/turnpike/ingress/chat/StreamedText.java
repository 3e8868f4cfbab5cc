package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.mailbox.Cursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client of the native stream has: text, cursor, and whether it is at the end. */
final class StreamedText {
  private static final JsonMapper JSON = new JsonMapper();

  private final StringBuilder text = new StringBuilder();
  private @Nullable Cursor cursor;
  private boolean done;
  private int ends;

  String text() {
    return text.toString();
  }

  @Nullable Cursor cursor() {
    return cursor;
  }

  boolean isDone() {
    return done;
  }

  /** How often the end was told. */
  int ends() {
    return ends;
  }

  /** Whoever has no cursor gets all of it again. */
  void beginAnew() {
    text.setLength(0);
  }

  /** Reads what one connection brought; a frame that broke off is none. */
  void read(String stream) {
    String whole = stream.substring(0, stream.lastIndexOf("\n\n") + 1);
    for (String frame : whole.split("\n\n")) {
      String id = "";
      for (String line : frame.split("\\R")) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          take(id, JSON.readTree(line.substring(6)));
        }
      }
    }
  }

  private void take(String id, JsonNode data) {
    if (data.path("type").asString("").equals("restarted")) {
      text.setLength(Math.min(text.length(), data.path("keep_chars").asInt()));
    }
    text.append(data.path("content").asString());
    if (data.path("done").asBoolean()) {
      done = true;
      ends++;
    }
    if (!id.isEmpty()) {
      Optional<Cursor> named = Cursor.decode(id);
      cursor = named.orElseThrow();
      if (cursor.chars() != text.length()) {
        throw new IllegalStateException(
            "The cursor says %d, the text has %d.".formatted(cursor.chars(), text.length()));
      }
    }
  }
}
