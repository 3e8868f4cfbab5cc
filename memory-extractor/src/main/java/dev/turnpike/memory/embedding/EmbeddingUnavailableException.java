package dev.turnpike.memory.embedding;

import dev.turnpike.keyed.Outages;
import org.jspecify.annotations.Nullable;

/** No vector could be made now. It says nothing about the text, so workers wait it out. */
public final class EmbeddingUnavailableException extends RuntimeException
    implements Outages.Outage {

  public EmbeddingUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
