package dev.turnpike.models;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * langchain4j's door to HTTP, on the caller's own virtual thread from the request to the last
 * event.
 *
 * <p>The client that langchain4j brings parses every stream on the common pool: with a few hundred
 * streams on few cores the first token of further ones waits for seconds. Blocking on the caller's
 * virtual thread needs half the CPU, and an interrupt of that thread closes the connection, which
 * is how a turn is cancelled and how deadlines end it.
 */
final class CallerThreadHttpClient implements HttpClient {

  /** A model that never ends is broken; no answer comes near to these. */
  private static final long LONGEST_STREAM = 64L << 20;

  private static final long LONGEST_ANSWER = 16L << 20;
  private static final int LONGEST_ERROR = 64 << 10;

  private static final ServerSentEventParser EVENTS = new SmallEventParser();

  private final java.net.http.HttpClient http;
  private final Duration headersTimeout;

  CallerThreadHttpClient(java.net.http.HttpClient http, Duration headersTimeout) {
    this.http = http;
    this.headersTimeout = headersTimeout;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try {
      var response =
          send(
              request,
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER));
      requireSuccess(response, response.body());
      return SuccessfulHttpResponse.builder()
          .statusCode(response.statusCode())
          .headers(response.headers().map())
          .body(response.body())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser theirs, ServerSentEventListener listener) {
    try {
      var response =
          send(request, BodyHandlers.limiting(BodyHandlers.ofInputStream(), LONGEST_STREAM));
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 != 2) {
          requireSuccess(
              response, new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8));
        }
        listener.onOpen(
            SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .build());
        EVENTS.parse(body, listener);
        listener.onClose();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.onError(new IOException("interrupted", e));
    } catch (IOException | RuntimeException e) {
      listener.onError(e);
    }
  }

  /**
   * Waits for the response on the calling thread. Java's own {@code send} loses a response that
   * comes in the moment of an interrupt, and with it the connection; here it is closed.
   */
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(translate(request), handler);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      var _ = answer.thenAccept(response -> close(response.body()));
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  private static void close(@Nullable Object body) {
    if (body instanceof InputStream stream) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private java.net.http.HttpRequest translate(HttpRequest request) {
    var builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(headersTimeout);
    request.headers().forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
    @Nullable String body = request.body();
    return builder
        .method(
            request.method().name(),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static void requireSuccess(HttpResponse<?> response, String body) {
    if (response.statusCode() / 100 != 2) {
      throw new RefusedByModelException(
          response.statusCode(), ErrorCode.of(body), RetryAfter.of(response.headers()));
    }
  }

  /**
   * An HTTP error that keeps the {@code Retry-After} header, which langchain4j's own loses, and not
   * the body, which may quote the conversation.
   */
  static final class RefusedByModelException extends HttpException {
    private final String code;
    private final @Nullable Duration retryAfter;

    RefusedByModelException(int status, String code, @Nullable Duration retryAfter) {
      super(status, "status %d %s".formatted(status, code).strip());
      this.code = code;
      this.retryAfter = retryAfter;
    }

    /** The provider's own code, such as {@code context_length_exceeded}; may be empty. */
    String code() {
      return code;
    }

    @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }

  /** What langchain4j asks for; timeouts are set by {@link ProviderClients}. */
  static final class Builder implements HttpClientBuilder {
    private final CallerThreadHttpClient client;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;

    Builder(CallerThreadHttpClient client) {
      this.client = client;
    }

    @Override
    public @Nullable Duration connectTimeout() {
      return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      readTimeout = timeout;
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
