package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One session of the native chat API. */
final class SessionLane implements Lane {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI stream;
  private final InetSocketAddress address;
  private final String sessionToken;
  private final Prompt prompt;

  SessionLane(URI base, String sessionToken, Prompt prompt) {
    this.stream = base.resolve("/api/v1/chatbot/chat/stream");
    this.address = Requests.address(base);
    this.sessionToken = sessionToken;
    this.prompt = prompt;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public byte[] request(String model) {
    Map<String, ?> body = Map.of("model", model, "messages", prompt.json());
    return Requests.post(stream, sessionToken, JSON.writeValueAsString(body));
  }

  @Override
  public Frame decode(byte[] data, int length) throws IOException {
    JsonNode frame;
    try {
      frame = JSON.readTree(data, 0, length);
    } catch (JacksonException e) {
      throw new IOException("an event that is not JSON", e);
    }
    String type = frame.path("type").asString("");
    if (frame.path("done").asBoolean(false)) {
      return type.isEmpty() || type.equals("completed") ? Frame.COMPLETED : broken(type, frame);
    }
    if (type.equals("restarted")) {
      // Its text may come out right, but it is no turn to take times from.
      return broken(type, frame);
    }
    String content = frame.path("content").asString("");
    return content.isEmpty() ? Frame.OTHER : new Frame.Text(content);
  }

  private static Frame broken(String type, JsonNode frame) {
    String code = frame.path("error").path("code").asString("");
    return new Frame.Broken(code.isEmpty() ? type : type + ": " + code);
  }
}
