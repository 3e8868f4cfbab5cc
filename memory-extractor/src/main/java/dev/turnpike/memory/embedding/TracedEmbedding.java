package dev.turnpike.memory.embedding;

import dev.turnpike.telemetry.Activity;
import java.time.Duration;

/** One text's way to its vector, as the trace of what needs it shows. */
public final class TracedEmbedding {

  private TracedEmbedding() {}

  /** As {@link Embedder#embed}. */
  public static Embedding of(Embedder embedder, String text, Duration patience)
      throws InterruptedException {
    var model = embedder.space().model();
    try (var activity = Activity.begin("embeddings " + model)) {
      activity
          .set("gen_ai.operation.name", "embeddings")
          .set("gen_ai.request.model", model)
          .set("gen_ai.embeddings.dimension.count", embedder.space().dimensions());
      try {
        return embedder.embed(text, patience);
      } catch (RuntimeException e) {
        activity.failed(e);
        throw e;
      }
    }
  }
}
