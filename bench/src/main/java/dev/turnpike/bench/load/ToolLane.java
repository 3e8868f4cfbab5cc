package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that runs a tool itself: it asks the model, is told to call {@code current_time}, does
 * so, and asks again with what that gave. So a turn has the same two model calls as one of a
 * worker's. Used by one user at a time.
 */
final class ToolLane implements Lane {
  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);
  private static final Map<String, ?> TOOL =
      Map.of(
          "type",
          "function",
          "function",
          Map.of(
              "name",
              "current_time",
              "description",
              "Tells the current date, time and day of the week in a time zone.",
              "parameters",
              Map.of(
                  "type",
                  "object",
                  "properties",
                  Map.of(
                      "zone",
                      Map.of(
                          "type",
                          "string",
                          "description",
                          "IANA time zone, such as Europe/Berlin; UTC when left out")))));

  private final ModelTarget model;
  private final URI completions;
  private final Map<String, String> question;
  private final Clock clock;
  private String name = "";
  private boolean answering;
  private final StringBuilder arguments = new StringBuilder();
  private @Nullable String callId;

  ToolLane(ModelTarget model, URI completions, Prompt question, Clock clock) {
    this.model = model;
    this.completions = completions;
    this.question = question.json().getLast();
    this.clock = clock;
  }

  @Override
  public InetSocketAddress address() {
    return model.address();
  }

  @Override
  public byte[] request(String modelName) {
    name = modelName;
    answering = false;
    callId = null;
    arguments.setLength(0);
    return post(List.of(question));
  }

  @Override
  public byte @Nullable [] next() {
    String id = callId;
    if (answering || id == null) {
      return null;
    }
    answering = true;
    Map<String, ?> function = Map.of("name", "current_time", "arguments", arguments.toString());
    Map<String, ?> call = Map.of("id", id, "type", "function", "function", function);
    return post(
        List.of(
            question,
            Map.of("role", "assistant", "content", "", "tool_calls", List.of(call)),
            Map.of("role", "tool", "tool_call_id", id, "content", result())));
  }

  @Override
  public Reference reference(String modelName, List<String> tokens) {
    return Reference.withAnyDigits(modelName, tokens);
  }

  /** Until the tool was called nothing is an answer, not even the end of the response. */
  @Override
  public Frame decode(byte[] data, int length) throws IOException {
    Frame frame = model.decode(data, length);
    if (answering || frame instanceof Frame.Broken) {
      return frame;
    }
    if (frame instanceof Frame.Completed) {
      return callId == null ? new Frame.Broken("the model called no tool") : Frame.OTHER;
    }
    JsonNode call =
        ModelTarget.chunk(data, length)
            .path("choices")
            .path(0)
            .path("delta")
            .path("tool_calls")
            .path(0);
    if (call.path("id").isString()) {
      callId = call.path("id").stringValue();
    }
    arguments.append(call.path("function").path("arguments").asString(""));
    return Frame.OTHER;
  }

  private byte[] post(List<Map<String, ?>> messages) {
    Map<String, ?> body =
        Map.of("model", name, "stream", true, "messages", messages, "tools", List.of(TOOL));
    return Requests.post(completions, null, JSON.writeValueAsString(body));
  }

  private String result() {
    ZoneId zone = ZoneId.of(JSON.readTree(arguments.toString()).path("zone").asString("UTC"));
    ZonedDateTime now = clock.instant().atZone(zone);
    return "%s in %s (%s)"
        .formatted(
            FORMAT.format(now), zone.getId(), DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now));
  }
}
