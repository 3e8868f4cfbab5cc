package dev.turnpike.ingress.openai.completions;

import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import dev.turnpike.ingress.openai.Conversation;
import dev.turnpike.ingress.openai.JsonObject;
import dev.turnpike.ingress.openai.Labels;
import dev.turnpike.ingress.openai.MessageReader;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for. Fields that would change the answer and can't be followed are refused; hints
 * that may be ignored are.
 *
 * @param includeUsage whether the stream says at its end what was consumed
 */
record ChatRequest(
    String model,
    Conversation conversation,
    boolean stream,
    boolean includeUsage,
    Sampling sampling,
    Labels labels) {
  private static final int LONGEST_MODEL = 200;
  private static final double HOTTEST = 2;
  private static final String OWN_TOOLS = "can't be taken: tools run on the server here";

  static ChatRequest of(JsonNode body, MessageReader messages) {
    JsonObject fields = new JsonObject(body, "");
    refuseImpossible(fields);
    boolean stream = fields.isTrue("stream");
    return new ChatRequest(
        fields
            .text("model", 1, LONGEST_MODEL)
            .orElseThrow(() -> JsonObject.wrong("model", "is required")),
        new Conversation(
            messages.read(fields.array("messages"), "messages", _ -> true), "messages"),
        stream,
        stream
            && fields
                .object("stream_options")
                .map(options -> options.isTrue("include_usage"))
                .orElse(false),
        new Sampling(
            fields.number("temperature", 0, HOTTEST).orElse(null),
            fields.number("top_p", 0, 1).orElse(null),
            fields
                .positive("max_completion_tokens")
                .or(() -> fields.positive("max_tokens"))
                .orElse(null)),
        Labels.of(fields));
  }

  private static void refuseImpossible(JsonObject fields) {
    if (fields.positive("n").orElse(1) > 1) {
      throw JsonObject.unsupported("n", "must be 1: a turn has one answer");
    }
    fields.refuse("tools", OWN_TOOLS);
    fields.refuse("functions", OWN_TOOLS);
    fields.refuse("logprobs", "can't be given");
    fields.refuse("stop", "can't be followed: an answer ends by itself or by max_tokens");
    fields.refuse("audio", "can't be given: answers are text");
    refuseOtherThanText(fields.object("response_format"));
    List<JsonNode> modalities = fields.array("modalities");
    if (modalities.stream().anyMatch(each -> !each.isString() || !each.asString().equals("text"))) {
      throw JsonObject.unsupported("modalities", "can only be text");
    }
  }

  private static void refuseOtherThanText(Optional<JsonObject> format) {
    format.ifPresent(
        each -> {
          if (!each.text("type", 1, 50).orElse("text").equals("text")) {
            throw JsonObject.unsupported(each.nameOf("type"), "can only be text");
          }
        });
  }
}
