package dev.turnpike.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.turnpike.models.ModelProperties.OutputLimit;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls one model through langchain4j, once.
 *
 * <p>A call runs wholly on its caller's thread, a virtual one, and ends in a {@link ModelReply} or
 * one {@link ModelException}; a stream that breaks off is an exception, never a short answer.
 * Interrupting the caller closes the connection.
 */
final class ModelCaller {

  private final ModelSettings settings;
  private final ProviderClients clients;
  private final StreamWatchdog watchdog;

  ModelCaller(ModelSettings settings, ProviderClients clients, StreamWatchdog watchdog) {
    this.settings = settings;
    this.clients = clients;
    this.watchdog = watchdog;
  }

  ModelSettings settings() {
    return settings;
  }

  /** Whether both call the same model of the same provider, by whatever names. */
  boolean reachesSameAs(ModelCaller other) {
    return settings.baseUrl().equals(other.settings.baseUrl())
        && settings.providerModel().equals(other.settings.providerModel());
  }

  /** What a call costs, nothing of it cached; empty when the price is not known. */
  OptionalLong nanoUsd(long inputTokens, long outputTokens) {
    var price = settings.price();
    return price == null
        ? OptionalLong.empty()
        : OptionalLong.of(price.nanoUsd(inputTokens, 0, outputTokens));
  }

  /** For another model of the same provider. */
  ModelCaller forModel(ModelSettings other) {
    return new ModelCaller(other, clients, watchdog);
  }

  ModelReply stream(ChatRequest asked, ModelListener listener)
      throws ModelException, InterruptedException {
    var request = complete(asked);
    var startedAt = Instant.now();
    StreamCollector collector;
    boolean expired;
    try (var watched = watchdog.watch(settings.firstTokenTimeout(), settings.silenceTimeout())) {
      collector = new StreamCollector(listener, settings.thinkTags(), watched);
      try {
        ScopedValue.where(PlainDelta.HEARER, collector::onPartialResponse)
            .run(() -> clients.streaming().chat(request, collector));
      } catch (RuntimeException e) {
        collector.onError(e);
      }
      expired = watched.expired();
    }
    var response = collector.response();
    // An answer that finished in the moment of the watchdog's interrupt may lack what came with it.
    if (!expired && response != null && response.finishReason() != null) {
      return reply(
          request, response, collector.message(response), startedAt, collector.firstTokenAt());
    }
    throw failed(collector.failure(), expired);
  }

  ModelReply ask(ChatRequest asked) throws ModelException, InterruptedException {
    var request = complete(asked);
    var startedAt = Instant.now();
    var wholeAnswer = settings.wholeAnswerTimeout();
    @Nullable ChatResponse response = null;
    @Nullable RuntimeException failure = null;
    boolean expired;
    try (var watched = watchdog.watch(wholeAnswer, wholeAnswer)) {
      try {
        response = clients.blocking().chat(request);
      } catch (RuntimeException e) {
        failure = e;
      }
      expired = watched.expired();
    }
    if (response == null) {
      throw failed(failure, expired);
    }
    if (response.finishReason() == null) {
      throw ModelFailures.truncated(settings.name());
    }
    return reply(request, response, reasoningApart(response.aiMessage()), startedAt, null);
  }

  /** Why there is no answer; null where nothing was told. */
  private ModelException failed(@Nullable Throwable failure, boolean expired)
      throws InterruptedException {
    if (expired) {
      return ModelFailures.silent(settings.name(), failure);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted in a model call");
    }
    return failure == null
        ? ModelFailures.truncated(settings.name())
        : ModelFailures.translate(settings.name(), failure);
  }

  private ModelReply reply(
      ChatRequest request,
      ChatResponse response,
      AiMessage message,
      Instant startedAt,
      @Nullable Instant firstTokenAt)
      throws ModelException {
    if (empty(message) && !mayBeEmpty(response.finishReason())) {
      throw ModelFailures.empty(settings.name());
    }
    @Nullable String named = response.modelName();
    return new ModelReply(
        settings.name(),
        settings.simulated(),
        message,
        finishReason(response.finishReason()),
        named == null ? settings.providerModel() : named,
        Usages.of(request, response, message, settings),
        startedAt,
        firstTokenAt,
        Instant.now());
  }

  /** With what the catalogue says of the model. */
  private ChatRequest complete(ChatRequest asked) {
    var parameters =
        OpenAiChatRequestParameters.builder()
            .overrideWith(asked.parameters())
            .modelName(settings.providerModel());
    if (settings.reasoningEffort() != null) {
      parameters.reasoningEffort(settings.reasoningEffort());
    }
    var limit = longestAnswer(asked.maxOutputTokens());
    if (settings.outputLimit() == OutputLimit.MAX_TOKENS) {
      parameters.maxOutputTokens(limit);
    } else {
      parameters.maxOutputTokens(null).maxCompletionTokens(limit);
    }
    return ChatRequest.builder().messages(asked.messages()).parameters(parameters.build()).build();
  }

  private @Nullable Integer longestAnswer(@Nullable Integer asked) {
    var most = settings.longestAnswer();
    if (asked == null || most == null) {
      return asked == null ? most : asked;
    }
    return Math.min(asked, most);
  }

  private AiMessage reasoningApart(AiMessage message) {
    @Nullable String text = message.text();
    if (text == null || !settings.thinkTags()) {
      return message;
    }
    var heard = new StreamCollector.Heard(piece -> {});
    @Nullable String thinking = message.thinking();
    if (thinking != null) {
      heard.reasoning(thinking);
    }
    var tags = new ThinkTags(heard);
    tags.text(text);
    tags.end();
    return heard.in(message);
  }

  private static boolean empty(AiMessage message) {
    @Nullable String text = message.text();
    return (text == null || text.isEmpty()) && !message.hasToolExecutionRequests();
  }

  /** A limit may be used up by reasoning, and a filter may let nothing through. */
  private static boolean mayBeEmpty(FinishReason reason) {
    return reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER;
  }

  private static String finishReason(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER -> "stop";
      case LENGTH -> "length";
      case TOOL_EXECUTION -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
