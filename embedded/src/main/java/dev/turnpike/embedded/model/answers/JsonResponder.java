package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.ResponseFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers with JSON where JSON is asked for. */
final class JsonResponder implements Responder {
  private final Responder words;

  JsonResponder(Responder words) {
    this.words = words;
  }

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    return switch (request.responseFormat()) {
      case ResponseFormat.Text text -> Optional.empty();
      case ResponseFormat.JsonObject object -> words.reply(request).map(JsonResponder::wrapped);
      case ResponseFormat.JsonSchema(String name, JsonNode schema) ->
          Optional.of(new Reply.Json(instance(request, schema).toString()));
    };
  }

  private static JsonNode instance(ChatRequest request, JsonNode schema) {
    return FactsSchema.answer(request, schema)
        .or(() -> DecisionsSchema.answer(request, schema))
        .or(() -> VerdictSchema.answer(request, schema))
        .or(() -> PreferenceSchema.answer(request, schema))
        .orElseGet(() -> new SchemaInstance(schema).minimal(schema));
  }

  private static Reply wrapped(Reply reply) {
    return reply instanceof Reply.Text(String text)
        ? new Reply.Json(JsonNodeFactory.instance.objectNode().put("answer", text).toString())
        : reply;
  }
}
