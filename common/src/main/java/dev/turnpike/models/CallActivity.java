package dev.turnpike.models;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.turnpike.telemetry.Activity;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/**
 * One try at a model as a trace shows it, in the words of OpenTelemetry's conventions for
 * generative AI. When it ends untold, it was interrupted.
 */
final class CallActivity implements AutoCloseable {

  private final Activity activity;
  private boolean spoken;
  private boolean told;

  CallActivity(ModelSettings model, ChatRequest request) {
    this.activity = Activity.begin("chat " + model.providerModel(), SpanKind.CLIENT);
    if (activity.isRecorded()) {
      describe(model, request);
    }
  }

  private void describe(ModelSettings model, ChatRequest request) {
    var address = model.baseUrl();
    activity
        .set("gen_ai.operation.name", "chat")
        .set("gen_ai.provider.name", model.simulated() ? "turnpike.simulated" : "openai")
        .set("gen_ai.request.model", model.providerModel())
        .set("turnpike.model", model.name())
        .set("server.address", address.getHost())
        .content("gen_ai.input.messages", () -> MessagesJson.of(request.messages()));
    if (address.getPort() > 0) {
      activity.set("server.port", address.getPort());
    }
    if (request.temperature() != null) {
      activity.set("gen_ai.request.temperature", request.temperature());
    }
    if (request.maxOutputTokens() != null) {
      activity.set("gen_ai.request.max_tokens", request.maxOutputTokens());
    }
  }

  void firstToken() {
    if (!spoken) {
      spoken = true;
      activity.event("first_token");
    }
  }

  void answered(ModelReply reply) {
    told = true;
    if (activity.isRecorded()) {
      var usage = reply.usage();
      activity
          .set("gen_ai.response.model", reply.model())
          .set("gen_ai.response.finish_reasons", List.of(reply.finishReason()))
          .set("gen_ai.usage.input_tokens", usage.getInputTokens())
          .set("gen_ai.usage.cache_read.input_tokens", usage.getCachedInputTokens())
          .set("gen_ai.usage.output_tokens", usage.getOutputTokens())
          .set("gen_ai.usage.reasoning.output_tokens", usage.getReasoningTokens())
          .content("gen_ai.output.messages", () -> MessagesJson.of(List.of(reply.message())));
      var cost = usage.getCostNanoUsd();
      if (cost != null) {
        activity.set("turnpike.cost.usd", cost / 1e9);
      }
    }
  }

  void failed(ModelException failure) {
    told = true;
    activity.failed(failure.kind().code());
  }

  @Override
  public void close() {
    if (!told) {
      activity.failed("interrupted");
    }
    activity.close();
  }
}
