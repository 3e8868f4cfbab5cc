package dev.turnpike.models;

import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model at an OpenAI-compatible server that turns texts into vectors. One that fails too often is
 * left alone for a while, and no more calls run at once than are allowed.
 */
public final class EmbeddingEndpoint implements AutoCloseable {

  private static final BreakerProperties BREAKER =
      new BreakerProperties(50, 5, Duration.ofSeconds(30), Duration.ofSeconds(10), 3);

  /** After which a server that was given up has been silent. */
  private static final Duration SLOW = Duration.ofMillis(250);

  private final String model;
  private final HttpClient http;
  private final OpenAiEmbeddingModel client;
  private final ModelGate gate;

  /**
   * What is called, and how.
   *
   * @param baseUrl up to and including {@code /v1}
   * @param apiKey empty: none is sent that means anything
   * @param askedDimensions sent along; null: nothing is sent, since many models take none
   * @param timeout until the answer begins; callers bound the whole by interrupting
   * @param maxConcurrent calls at once; more wait
   */
  public record Target(
      URI baseUrl,
      String apiKey,
      String model,
      @Nullable Integer askedDimensions,
      Duration connectTimeout,
      Duration timeout,
      int maxConcurrent) {

    /** Without the key. */
    @Override
    public String toString() {
      return "Target[%s at %s]".formatted(model, baseUrl);
    }
  }

  public EmbeddingEndpoint(Target target) {
    this.model = target.model();
    this.gate =
        ModelGate.of(model, target.maxConcurrent(), target.timeout(), BREAKER, Clock.systemUTC());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(target.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.client =
        OpenAiEmbeddingModel.builder()
            .httpClientBuilder(
                new CallerThreadHttpClient.Builder(
                    new CallerThreadHttpClient(http, target.timeout())))
            .baseUrl(target.baseUrl().toString())
            // langchain4j wants a key even where the server does not.
            .apiKey(target.apiKey().isEmpty() ? "none" : target.apiKey())
            .modelName(model)
            .dimensions(target.askedDimensions())
            .maxRetries(0)
            .build();
  }

  /**
   * The vector of a text, as the server gives it. Interrupting the caller closes the connection,
   * and counts as silence of the server if it had time to answer: so that it is left alone in the
   * end, and nobody waits for it in vain.
   *
   * @throws ModelException when there is none
   */
  public float[] vector(String text) throws ModelException, InterruptedException {
    try (var pass = gate.enter()) {
      long begun = System.nanoTime();
      try {
        var vector = client.embed(text).content().vector();
        pass.alive();
        return vector;
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          if (System.nanoTime() - begun > SLOW.toNanos()) {
            pass.failed(ModelFailures.silent(model, e));
          }
          throw new InterruptedException("interrupted in an embedding");
        }
        var failure = ModelFailures.translate(model, e);
        pass.failed(failure);
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
