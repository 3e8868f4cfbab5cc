package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model itself, over its OpenAI-compatible endpoint. */
public final class ModelTarget implements Target, Lane {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String END = "[DONE]";

  private final URI completions;
  private final InetSocketAddress address;
  private final Prompt prompt;

  /**
   * @param base what OpenAI clients take for their base URL
   */
  public ModelTarget(URI base) {
    this(base, Prompt.USUAL);
  }

  /**
   * @param prompt with the history that Turnpike would have sent along
   */
  public ModelTarget(URI base, Prompt prompt) {
    this.prompt = prompt;
    this.completions = completions(base);
    this.address = Requests.address(base);
  }

  static URI completions(URI base) {
    return URI.create(base.toString().replaceFirst("/+$", "") + "/chat/completions");
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public List<Lane> lanes(int users) {
    return Collections.nCopies(users, this);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public byte[] request(String model) {
    Map<String, ?> body = Map.of("model", model, "stream", true, "messages", prompt.json());
    return Requests.post(completions, null, JSON.writeValueAsString(body));
  }

  @Override
  public Frame decode(byte[] data, int length) throws IOException {
    if (length == END.length()
        && new String(data, 0, length, StandardCharsets.US_ASCII).equals(END)) {
      return Frame.COMPLETED;
    }
    JsonNode chunk = chunk(data, length);
    if (chunk.has("error")) {
      return new Frame.Broken(
          "the model said: " + chunk.path("error").path("message").asString(""));
    }
    String content = chunk.path("choices").path(0).path("delta").path("content").asString("");
    return content.isEmpty() ? Frame.OTHER : new Frame.Text(content);
  }

  static JsonNode chunk(byte[] data, int length) throws IOException {
    try {
      return JSON.readTree(data, 0, length);
    } catch (JacksonException e) {
      throw new IOException("an event that is not JSON", e);
    }
  }
}
