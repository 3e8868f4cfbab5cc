package dev.turnpike.chaos.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Server-Sent Events by the letter: an event counts once the empty line behind it is there,
 * and what a broken connection has left half-sent does not.
 */
final class FrameReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BUFFER = 512;

  private final BufferedReader lines;

  FrameReader(InputStream body) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), BUFFER);
  }

  /**
   * The next frame, or null at the end of the stream.
   *
   * @throws tools.jackson.core.JacksonException for a whole frame that is not JSON
   */
  @Nullable Frame next() throws IOException {
    String id = null;
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && !data.isEmpty()) {
        return new Frame(id, JSON.readTree(data.toString()));
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line, "data:"));
      } else if (line.startsWith("id:")) {
        id = value(line, "id:");
      }
    }
    return null;
  }

  private static String value(String line, String field) {
    String value = line.substring(field.length());
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
