package dev.turnpike.models;

import dev.turnpike.keyed.Outages;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model call, or a whole ring of them, that gave no whole answer. */
public final class ModelException extends Exception {

  /** Why, and what that says about other calls. */
  public enum Kind {
    /** No connection, a server error, an empty or broken answer. */
    UNAVAILABLE(true, true),
    /** Too many requests. */
    RATE_LIMITED(true, false),
    /** The stream ended before the model said that it had finished. */
    TRUNCATED(true, true),
    /** No token within its deadline. */
    TIMED_OUT(true, true),
    /** Not called: it has failed too often lately. */
    BREAKER_OPEN(true, false),
    /** Not called: as many calls as it may have are under way. */
    BUSY(true, false),
    /** The key is wrong or may not use the model. */
    UNAUTHORIZED(false, false),
    /** The provider refuses the request as it is. */
    REJECTED(false, false);

    private final boolean retryable;
    private final boolean blamesModel;

    Kind(boolean retryable, boolean blamesModel) {
      this.retryable = retryable;
      this.blamesModel = blamesModel;
    }

    /** Whether the same call may go better next time. */
    public boolean retryable() {
      return retryable;
    }

    /** Whether it makes other calls of the model look futile. */
    boolean blamesModel() {
      return blamesModel;
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

  /** How long not to ask again; null when nobody said. */
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
