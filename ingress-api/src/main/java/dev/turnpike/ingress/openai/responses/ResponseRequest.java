package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import dev.turnpike.ingress.openai.Conversation;
import dev.turnpike.ingress.openai.JsonObject;
import dev.turnpike.ingress.openai.Labels;
import dev.turnpike.ingress.openai.MessageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for. Fields that would change the answer and can't be followed are refused; hints
 * that may be ignored are.
 *
 * @param conversation the instructions first
 * @param store whether the response can be read later and continued
 */
record ResponseRequest(
    String model,
    Conversation conversation,
    @Nullable String instructions,
    @Nullable String previousResponseId,
    boolean stream,
    boolean background,
    boolean store,
    Sampling sampling,
    Labels labels) {
  private static final String INPUT = "input";
  private static final int LONGEST_NAME = 200;
  private static final double HOTTEST = 2;

  static ResponseRequest of(JsonNode body, MessageReader messages) {
    JsonObject fields = new JsonObject(body, "");
    refuseImpossible(fields);
    @Nullable String instructions =
        fields
            .text("instructions", 0, messages.maxChars())
            .filter(text -> !text.isEmpty())
            .orElse(null);
    ResponseRequest request =
        new ResponseRequest(
            fields
                .text("model", 1, LONGEST_NAME)
                .orElseThrow(() -> JsonObject.wrong("model", "is required")),
            conversation(fields, instructions, messages),
            instructions,
            fields.text("previous_response_id", 1, LONGEST_NAME).orElse(null),
            fields.isTrue("stream"),
            fields.isTrue("background"),
            fields.get("store").isEmpty() || fields.isTrue("store"),
            new Sampling(
                fields.number("temperature", 0, HOTTEST).orElse(null),
                fields.number("top_p", 0, 1).orElse(null),
                fields.positive("max_output_tokens").orElse(null)),
            Labels.of(fields));
    request.requireStoredWhereNeeded();
    return request;
  }

  private void requireStoredWhereNeeded() {
    if (!store && background) {
      throw JsonObject.unsupported("store", "must be true for a response in the background");
    }
    if (!store && previousResponseId != null) {
      throw JsonObject.unsupported("store", "must be true for one that continues another");
    }
  }

  private static Conversation conversation(
      JsonObject fields, @Nullable String instructions, MessageReader reader) {
    JsonNode input = fields.get(INPUT).orElseThrow(() -> JsonObject.wrong(INPUT, "is required"));
    List<ChatMessage> messages = new ArrayList<>();
    if (instructions != null) {
      messages.add(reader.system(instructions));
    }
    if (input.isArray()) {
      messages.addAll(reader.read(fields.array(INPUT), INPUT, ResponseRequest::isMessage));
    } else {
      messages.add(reader.user(input, INPUT));
    }
    return new Conversation(messages, INPUT);
  }

  /** Reasoning of earlier responses may be sent along and is left out. */
  private static boolean isMessage(JsonObject item) {
    String type = item.text("type", 1, LONGEST_NAME).orElse("message");
    return switch (type) {
      case "message" -> true;
      case "reasoning" -> false;
      default ->
          throw JsonObject.unsupported(
              item.nameOf("type"), "is %s: only messages can be read here".formatted(type));
    };
  }

  private static void refuseImpossible(JsonObject fields) {
    fields.refuse("tools", "can't be taken: tools run on the server here");
    fields.refuse("top_logprobs", "can't be given");
    fields.refuse("prompt", "can't be taken: there are no stored prompts here");
    fields.refuse(
        "conversation",
        "can't be taken: send previous_response_id, or metadata.session_id with a name");
    Optional<JsonObject> format = fields.object("text").flatMap(text -> text.object("format"));
    format.ifPresent(
        each -> {
          if (!each.text("type", 1, LONGEST_NAME).orElse("text").equals("text")) {
            throw JsonObject.unsupported(each.nameOf("type"), "can only be text");
          }
        });
  }
}
