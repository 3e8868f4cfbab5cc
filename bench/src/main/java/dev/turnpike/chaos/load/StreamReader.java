package dev.turnpike.chaos.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows one stream to its end, however it ends, as a frontend would. */
final class StreamReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DATA = "data:";

  private final Asked asked;

  StreamReader(Asked asked) {
    this.asked = asked;
  }

  /** Frames have one line of data each; JSON escapes whatever would break it. */
  void read(InputStream body) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 512)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA) && !frame(JSON.readTree(line.substring(DATA.length())))) {
          return;
        }
      }
    } catch (IOException | JacksonException broken) {
      // The client knows no more than it has heard; its Asked says so.
    }
  }

  /** Whether more is to come. */
  private boolean frame(JsonNode frame) {
    if (asked.turn().isEmpty() && frame.hasNonNull("turn_id")) {
      asked.turn(UUID.fromString(frame.path("turn_id").asString()));
    }
    String type = frame.path("type").asString("");
    if (type.equals("restarted")) {
      asked.keep(frame.path("keep_chars").asInt(0));
    }
    asked.append(frame.path("content").asString(""));
    if (frame.path("done").asBoolean(false)) {
      asked.end(type);
      return false;
    }
    return true;
  }
}
