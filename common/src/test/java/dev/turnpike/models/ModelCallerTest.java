package dev.turnpike.models;

import static dev.turnpike.models.ModelRingTest.request;
import static dev.turnpike.models.StandInProvider.delta;
import static dev.turnpike.models.StandInProvider.ends;
import static dev.turnpike.models.StandInProvider.events;
import static dev.turnpike.models.StandInProvider.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.turnpike.models.ModelException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is sent to a model, and what is made of what comes back. */
class ModelCallerTest {

  private static final String STOP =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

  private final HeardText heard = new HeardText();
  private StandInProvider provider;
  private CatalogueSetup setup;

  @BeforeEach
  void start() throws IOException {
    provider = new StandInProvider();
    setup =
        CatalogueSetup.at(provider.url()).ring("one").with("retry.tries", "1").with("api-key", "k");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void theProvidersNameAndTheKeyAreSent() throws Exception {
    setup.with("catalogue.one.model", "vendor/one-2026");

    var reply = stream(request("Hi"));

    assertThat(sent().path("model").asString()).isEqualTo("vendor/one-2026");
    assertThat(sent().path("stream").asBoolean()).isTrue();
    assertThat(sent().at("/stream_options/include_usage").asBoolean()).isTrue();
    assertThat(sent().has("reasoning_effort")).isFalse();
    assertThat(sent().has("max_tokens")).isFalse();
    assertThat(provider.keys).containsExactly("Bearer k");
    assertThat(reply.name()).isEqualTo("one");
    assertThat(reply.model()).isEqualTo("vendor/one-2026");
  }

  @Test
  void aServerOfItsOwnGetsNoKeyButItsOwn() throws Exception {
    setup.with("catalogue.one.base-url", provider.url().toString());
    var _ = stream(request("Hi"));
    setup.with("catalogue.one.api-key", "its own");
    var _ = stream(request("Hi"));

    assertThat(provider.keys).containsExactly("Bearer none", "Bearer its own");
  }

  @Test
  void theRequestsOwnParametersAreKept() throws Exception {
    setup.with("reasoning-effort", "low");

    var _ = stream(wish().temperature(0.5).topP(0.9).maxOutputTokens(70).build());

    assertThat(sent().path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(sent().path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(sent().path("max_tokens").asInt()).isEqualTo(70);
    assertThat(sent().path("reasoning_effort").asString()).isEqualTo("low");
  }

  @Test
  void theLongestAnswerLimitsWhatIsAskedFor() throws Exception {
    setup.with("max-output-tokens", "100").with("output-limit", "max_completion_tokens");

    var _ = stream(wish().maxOutputTokens(70).build());
    assertThat(sent().path("max_completion_tokens").asInt()).isEqualTo(70);
    var _ = stream(wish().maxOutputTokens(700).build());
    assertThat(sent().path("max_completion_tokens").asInt()).isEqualTo(100);
    var _ = stream(wish().build());
    assertThat(sent().path("max_completion_tokens").asInt()).isEqualTo(100);
    assertThat(sent().has("max_tokens")).isFalse();
  }

  @Test
  void toolsAreOfferedAndTheirCallsReturned() throws Exception {
    var call =
        """
        {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function",
         "function":{"name":"clock","arguments":"{\\"zone\\":\\"UTC\\"}"}}]}}]}"""
            .replace("\n", "");
    provider.on("one", events(call, STOP.replace("\"stop\"", "\"tool_calls\""), "[DONE]"));

    var reply =
        stream(
            wish().toolSpecifications(ToolSpecification.builder().name("clock").build()).build());

    assertThat(sent().at("/tools/0/function/name").asString()).isEqualTo("clock");
    assertThat(reply.finishReason()).isEqualTo("tool_calls");
    assertThat(reply.text()).isEmpty();
    assertThat(reply.message().toolExecutionRequests())
        .singleElement()
        .satisfies(r -> assertThat(r.arguments()).isEqualTo("{\"zone\":\"UTC\"}"));
    assertThat(reply.usage().getEstimated()).isTrue();
    assertThat(reply.usage().getOutputTokens()).isPositive();
  }

  @Test
  void reasoningIsKeptApartHoweverItIsWritten() throws Exception {
    for (String field : List.of("reasoning_content", "reasoning")) {
      provider.on(
          "one",
          events(delta(Map.of(field, "since ")), delta(Map.of("content", "so")), STOP, "[DONE]"));
      assertApart(stream(request("Why?")));
    }
    provider.on("one", says("<thi", "nk>since </th", "ink>\n", "so"));
    assertApart(stream(request("Why?")));
  }

  private void assertApart(ModelReply reply) {
    assertThat(reply.reasoning()).isEqualTo("since ").isEqualTo(heard.reasoning.toString());
    assertThat(reply.text()).isEqualTo("so").isEqualTo(heard.text.toString());
    heard.restarted("the next call");
  }

  @Test
  void reasoningIsKeptApartInAWholeAnswerToo() throws Exception {
    provider.on("one", says("<think>since</think>so"));
    try (var models = setup.models()) {
      var reply = models.only(null).ask(_ -> request("Why?"));

      assertThat(reply.text()).isEqualTo("so");
      assertThat(reply.reasoning()).isEqualTo("since");
    }
  }

  @Test
  void tagsAreTextWhereTheyAreSwitchedOff() throws Exception {
    provider.on("one", says("<think>x</think>y"));
    setup.with("catalogue.one.think-tags", "false");

    assertThat(stream(request("Hi")).text()).isEqualTo("<think>x</think>y");
  }

  @Test
  void anAnswerCutShortByItsReasoningIsAnAnswer() throws Exception {
    provider.on("one", ends("length", null, "<think>on and on"));

    var reply = stream(request("Hi"));

    assertThat(reply.finishReason()).isEqualTo("length");
    assertThat(reply.text()).isEmpty();
    assertThat(reply.reasoning()).isEqualTo("on and on");
  }

  @Test
  void anEmptyAnswerIsNone() {
    provider.on("one", says(""));

    assertThat(failure()).hasMessage("The model one gave an empty answer");
  }

  @Test
  void usageIsWhatTheProviderSays() throws Exception {
    setup.with("prices.one.input", "2").with("prices.one.cached-input", "0.5");
    setup.with("prices.one.output", "8");
    provider.on(
        "one",
        ends(
            "stop",
            """
            {"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,
             "prompt_tokens_details":{"cached_tokens":400},
             "completion_tokens_details":{"reasoning_tokens":60}}"""
                .replace("\n", ""),
            "Hi"));

    var usage = stream(request("Hi")).usage();

    assertThat(usage.getInputTokens()).isEqualTo(1000);
    assertThat(usage.getCachedInputTokens()).isEqualTo(400);
    assertThat(usage.getOutputTokens()).isEqualTo(100);
    assertThat(usage.getReasoningTokens()).isEqualTo(60);
    assertThat(usage.getEstimated()).isFalse();
    // 600 at 2, 400 at 0.5 and 100 at 8 US dollars a million.
    assertThat(usage.getCostNanoUsd()).isEqualTo(1_200_000 + 200_000 + 800_000);
  }

  @Test
  void usageIsEstimatedAndMarkedWhereTheProviderSaysNothing() throws Exception {
    provider.on("one", says("The answer is forty-two."));

    var usage = stream(request("What is the answer?")).usage();

    assertThat(usage.getEstimated()).isTrue();
    assertThat(usage.getInputTokens()).isBetween(5L, 20L);
    assertThat(usage.getOutputTokens()).isBetween(5L, 9L);
    assertThat(usage.getCostNanoUsd()).isNull();
  }

  @Test
  void aStreamThatGoesSilentIsEnded() throws Exception {
    provider.on("one", provider.hangs("a"));
    setup.with("silence-timeout", "200ms");

    assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
    provider.left.await();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aFirstTokenThatDoesNotComeIsNotWaitedForForever() {
    provider.on("one", provider.hangs());
    setup.with("catalogue.one.first-token-timeout", "200ms");

    assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
  }

  private ModelException failure() {
    return catchThrowableOfType(ModelException.class, () -> stream(request("Hi")));
  }

  private ModelReply stream(ChatRequest request) throws ModelException, InterruptedException {
    try (var models = setup.models()) {
      return models.ring(null, List.of()).stream(_ -> request, heard);
    }
  }

  private JsonNode sent() {
    return provider.requests.getLast();
  }

  private static ChatRequest.Builder wish() {
    return ChatRequest.builder().messages(UserMessage.from("Hi"));
  }
}
