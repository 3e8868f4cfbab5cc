package dev.turnpike.models;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Calls models of one provider through langchain4j.
 *
 * <p>A call runs wholly on its caller's thread, a virtual one, and ends in a {@link ModelReply} or
 * one {@link ModelException}; a stream that breaks off is an exception, never a short answer.
 * Interrupting the caller closes the connection. Nothing is retried here.
 */
public final class ModelClient implements AutoCloseable {

  private final ModelProperties properties;
  private final HttpClient http;
  private final StreamWatchdog watchdog = new StreamWatchdog();
  private final OpenAiStreamingChatModel streaming;
  private final OpenAiChatModel blocking;

  public ModelClient(ModelProperties properties) {
    this.properties = properties;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.streaming =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(httpBuilder(properties.firstTokenTimeout()))
            .baseUrl(properties.baseUrl().toString())
            .apiKey(apiKey())
            .modelName(properties.defaultModel())
            .returnThinking(true)
            .build();
    this.blocking =
        OpenAiChatModel.builder()
            .httpClientBuilder(httpBuilder(wholeAnswer()))
            .baseUrl(properties.baseUrl().toString())
            .apiKey(apiKey())
            .modelName(properties.defaultModel())
            .strictJsonSchema(true)
            .maxRetries(0)
            .build();
  }

  /** The model that a request for {@code asked} gets; null asks for the default. */
  public String resolve(@Nullable String asked) {
    return asked == null || asked.isBlank() ? properties.defaultModel() : asked;
  }

  /** True when the built-in simulated model answers. */
  public boolean simulated() {
    return properties.simulated();
  }

  /**
   * Streams an answer.
   *
   * @param request names its model
   * @param listener must not throw
   * @throws InterruptedException when the calling thread was interrupted
   */
  public ModelReply stream(ChatRequest request, ModelListener listener)
      throws ModelException, InterruptedException {
    var model = request.modelName();
    var startedAt = Instant.now();
    StreamCollector collector;
    boolean expired;
    try (var watched =
        watchdog.watch(properties.firstTokenTimeout(), properties.silenceTimeout())) {
      collector = new StreamCollector(listener, watched);
      try {
        streaming.chat(request, collector);
      } catch (RuntimeException e) {
        collector.onError(e);
      }
      expired = watched.expired();
    }
    var response = collector.response();
    if (response != null && response.finishReason() != null) {
      return reply(request, response, startedAt, collector.firstTokenAt());
    }
    if (expired) {
      throw ModelFailures.silent(model, collector.failure());
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted in a model call");
    }
    var failure = collector.failure();
    throw failure == null
        ? ModelFailures.truncated(model)
        : ModelFailures.translate(model, failure);
  }

  /**
   * Asks for a whole answer at once, for work that nobody watches.
   *
   * @throws InterruptedException when the calling thread was interrupted
   */
  public ModelReply ask(ChatRequest request) throws ModelException, InterruptedException {
    var startedAt = Instant.now();
    ChatResponse response;
    try {
      response = blocking.chat(request);
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in a model call");
      }
      throw ModelFailures.translate(request.modelName(), e);
    }
    if (response.finishReason() == null) {
      throw ModelFailures.truncated(request.modelName());
    }
    return reply(request, response, startedAt, null);
  }

  @Override
  public void close() {
    watchdog.close();
    http.shutdownNow();
  }

  private ModelReply reply(
      ChatRequest request, ChatResponse response, Instant startedAt, @Nullable Instant firstTokenAt)
      throws ModelException {
    @Nullable String text = response.aiMessage().text();
    if ((text == null || text.isEmpty()) && !response.aiMessage().hasToolExecutionRequests()) {
      throw ModelFailures.empty(request.modelName());
    }
    @Nullable String named = response.modelName();
    var model = named == null ? request.modelName() : named;
    return new ModelReply(
        response.aiMessage(),
        finishReason(response.finishReason()),
        model,
        Usages.of(request, response, properties.prices().get(request.modelName())),
        startedAt,
        firstTokenAt,
        Instant.now());
  }

  private static String finishReason(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER -> "stop";
      case LENGTH -> "length";
      case TOOL_EXECUTION -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  /** langchain4j wants a key even where the provider does not. */
  private String apiKey() {
    return properties.apiKey().isEmpty() ? "none" : properties.apiKey();
  }

  private Duration wholeAnswer() {
    return properties.firstTokenTimeout().plus(properties.silenceTimeout());
  }

  private CallerThreadHttpClient.Builder httpBuilder(Duration headersTimeout) {
    return new CallerThreadHttpClient.Builder(new CallerThreadHttpClient(http, headersTimeout));
  }
}
