package dev.turnpike.memory.embedding;

import dev.turnpike.models.EmbeddingEndpoint;
import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who turns texts into vectors. The same in every service; another model needs all vectors anew
 * ({@code ./turnpike memory re-embed}).
 *
 * @param url of an OpenAI-compatible server, up to and including {@code /v1}; empty: none, a small
 *     English model works in the service's own process
 * @param model the server's name for its model
 * @param apiKey sent to the server as a bearer token; empty for servers that want none
 * @param dimensions the length of the model's vectors
 * @param askForDimensions whether the server is asked for vectors of that length, which only some
 *     models can give; otherwise they must have it of themselves
 * @param connectTimeout until the connection to the server stands
 * @param timeout from the request to the beginning of the answer; who recalls waits less
 * @param maxConcurrent calls at a time in one process; more wait
 */
@ConfigurationProperties("turnpike.embeddings")
public record EmbeddingProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String model,
    @DefaultValue("") String apiKey,
    @DefaultValue("0") int dimensions,
    @DefaultValue("false") boolean askForDimensions,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("32") int maxConcurrent) {

  public EmbeddingProperties {
    url = url.strip();
    model = model.strip();
    if (url.isEmpty() && !(model.isEmpty() && dimensions == 0)) {
      throw new StartRefused(
          "EMBEDDINGS_MODEL is \"%s\" and EMBEDDINGS_DIMENSIONS is %d, but EMBEDDINGS_URL is not set: set it to the server that has the model, such as http://localhost:11434/v1, or leave all three out."
              .formatted(model, dimensions));
    }
    if (!url.isEmpty()) {
      requireAddress(url);
      requireModel(model, dimensions);
    }
    if (!connectTimeout.isPositive() || !timeout.isPositive()) {
      throw new StartRefused(
          "turnpike.embeddings.connect-timeout is %s and turnpike.embeddings.timeout is %s: both must be positive, such as 2s and 10s."
              .formatted(connectTimeout, timeout));
    }
    if (maxConcurrent < 1) {
      throw new StartRefused(
          "turnpike.embeddings.max-concurrent is %d: it must be at least 1."
              .formatted(maxConcurrent));
    }
  }

  /** Made by these settings; the one in process is shared by all of a JVM. */
  public Embedder embedder() {
    return url.isEmpty()
        ? Embedder.shared()
        : new RemoteEmbedder(new EmbeddingEndpoint(target()), this);
  }

  /** Where the vectors of these settings belong. */
  public EmbeddingSpace space() {
    return url.isEmpty() ? MiniLm.SPACE : new EmbeddingSpace(model, dimensions);
  }

  private EmbeddingEndpoint.Target target() {
    return new EmbeddingEndpoint.Target(
        URI.create(url),
        apiKey,
        model,
        askForDimensions ? dimensions : null,
        connectTimeout,
        timeout,
        maxConcurrent);
  }

  /** The address is not repeated: it may have a password in it. */
  private static void requireAddress(String url) {
    try {
      var address = new URI(url);
      var scheme = String.valueOf(address.getScheme());
      if ((scheme.equals("http") || scheme.equals("https"))
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException _) {
      // told below
    }
    throw new StartRefused(
        "EMBEDDINGS_URL (turnpike.embeddings.url) is no address of a server, or has a password in it: write for instance http://localhost:11434/v1, and a key as EMBEDDINGS_API_KEY.");
  }

  private static void requireModel(String model, int dimensions) {
    if (model.isEmpty()) {
      throw new StartRefused(
          "EMBEDDINGS_URL is set, but EMBEDDINGS_MODEL is not: set it to the server's name for its embedding model, such as text-embedding-3-small.");
    }
    if (dimensions < 1 || dimensions > EmbeddingSpace.MOST_DIMENSIONS) {
      throw new StartRefused(
          "EMBEDDINGS_DIMENSIONS is %d: set it to the length of the vectors of %s, from 1 to %,d, such as 1536."
              .formatted(dimensions, model, EmbeddingSpace.MOST_DIMENSIONS));
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EmbeddingProperties[url=%s, model=%s, dimensions=%d]".formatted(url, model, dimensions);
  }
}
