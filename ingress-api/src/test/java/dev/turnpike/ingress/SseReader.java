package dev.turnpike.ingress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Server-Sent Events by the letter of the specification: lines end in LF, CR or CRLF. */
public final class SseReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpResponse<InputStream> response;
  private final InputStream body;
  private int comments;
  private boolean afterCarriageReturn;

  SseReader(HttpResponse<InputStream> response) {
    this.response = response;
    this.body = response.body();
  }

  /** A frame: the cursor, or empty, and the JSON. */
  public record Frame(String id, JsonNode data) {
    public String type() {
      return data.path("type").asString("");
    }

    public boolean done() {
      return data.path("done").asBoolean();
    }

    public String content() {
      return data.path("content").asString();
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public int comments() {
    return comments;
  }

  /** The next frame; empty at the end of the stream. */
  public Optional<Frame> next() {
    String id = "";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Frame(id, JSON.readTree(data.toString())));
      } else if (text.startsWith(":")) {
        comments++;
      } else if (text.startsWith("id: ")) {
        id = text.substring(4);
      } else if (text.startsWith("data: ")) {
        data.append(text.substring(6));
      }
    }
    return Optional.empty();
  }

  /** All frames up to the end. */
  public List<Frame> rest() {
    List<Frame> frames = new ArrayList<>();
    for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
      frames.add(frame.get());
    }
    return frames;
  }

  /** The whole body as text, for answers that are no stream. */
  public String text() {
    try {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = body.read(); next >= 0; next = body.read()) {
        boolean partOfCrLf = next == '\n' && afterCarriageReturn;
        afterCarriageReturn = next == '\r';
        if (partOfCrLf) {
          continue;
        }
        if (next == '\n' || next == '\r') {
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
        line.write(next);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
