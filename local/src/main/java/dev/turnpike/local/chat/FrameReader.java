package dev.turnpike.local.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads frames from Server-Sent Events as they arrive; comments and unknown fields are skipped. */
final class FrameReader implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,9}");

  private final BufferedReader lines;
  private final Consumer<Duration> pauses;
  private final SilenceWatch watch;

  /**
   * @param pauses takes what the server asks its clients to wait before they come back
   */
  FrameReader(InputStream stream, Consumer<Duration> pauses) {
    this(stream, pauses, SilenceWatch.LONGEST);
  }

  /**
   * @param silence after which the stream counts as broken
   */
  FrameReader(InputStream stream, Consumer<Duration> pauses, Duration silence) {
    this.pauses = pauses;
    this.watch = new SilenceWatch(stream, silence);
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next frame, or null at the end of the stream. */
  @Nullable Frame next() throws IOException {
    String cursor = null;
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      watch.heard();
      if (line.isEmpty() && !data.isEmpty()) {
        return frame(cursor, data.toString());
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line, "data:"));
      } else if (line.startsWith("id:")) {
        cursor = value(line, "id:");
      } else if (line.startsWith("retry:")) {
        pause(value(line, "retry:"));
      }
    }
    return null;
  }

  private void pause(String value) {
    if (MILLISECONDS.matcher(value).matches()) {
      pauses.accept(Duration.ofMillis(Long.parseLong(value)));
    }
  }

  private static Frame frame(@Nullable String cursor, String data) throws IOException {
    try {
      return new Frame(cursor, JSON.readTree(data));
    } catch (JacksonException e) {
      throw new IOException("A frame that is not JSON", e);
    }
  }

  private static String value(String line, String field) {
    String value = line.substring(field.length());
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  @Override
  public void close() throws IOException {
    watch.close();
    lines.close();
  }
}
