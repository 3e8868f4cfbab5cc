package dev.turnpike.models;

import dev.turnpike.keyed.Outages;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model call that gave no whole answer. */
public final class ModelException extends Exception {

  /** Why, and whether the same call may go better next time. */
  public enum Kind {
    /** No connection, a server error, an empty or broken answer. */
    UNAVAILABLE(true),
    /** Too many requests. */
    RATE_LIMITED(true),
    /** The stream ended before the model said that it had finished. */
    TRUNCATED(true),
    /** No token within its deadline. */
    TIMED_OUT(true),
    /** The key is wrong or may not use the model. */
    UNAUTHORIZED(false),
    /** The provider refuses the request as it is. */
    REJECTED(false);

    private final boolean retryable;

    Kind(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }

    /** For programs, such as {@code model_unavailable}. */
    public String code() {
      return "model_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String sentence;
  private final @Nullable Duration retryAfter;

  ModelException(
      Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.sentence = message;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** Its message: for people, without their text. */
  public String sentence() {
    return sentence;
  }

  /** What the provider asked for; null when it did not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The same failure for workers that wait a model's outage out, see {@link Outages}. */
  public static final class ModelOutage extends RuntimeException implements Outages.Outage {
    public ModelOutage(ModelException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
