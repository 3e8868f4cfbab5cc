package dev.turnpike.models;

import dev.langchain4j.exception.HttpException;
import dev.turnpike.models.CallerThreadHttpClient.RefusedByModelException;
import dev.turnpike.models.ModelException.Kind;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in our words what went wrong in a model call. */
final class ModelFailures {

  private ModelFailures() {}

  static ModelException translate(String model, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException refused) {
        return refused(model, refused);
      }
      if (cause instanceof HttpTimeoutException) {
        return silent(model, failure);
      }
    }
    return new ModelException(
        Kind.UNAVAILABLE,
        "The model %s can't be reached or broke off: %s"
            .formatted(model, root(failure).getClass().getSimpleName()),
        null,
        failure);
  }

  static ModelException truncated(String model) {
    return new ModelException(
        Kind.TRUNCATED, "The model %s ended its answer unfinished".formatted(model), null, null);
  }

  static ModelException empty(String model) {
    return new ModelException(
        Kind.UNAVAILABLE, "The model %s gave an empty answer".formatted(model), null, null);
  }

  static ModelException silent(String model, @Nullable Throwable cause) {
    return new ModelException(
        Kind.TIMED_OUT, "The model %s has sent nothing for too long".formatted(model), null, cause);
  }

  static ModelException breakerOpen(String model, Duration pause) {
    return new ModelException(
        Kind.BREAKER_OPEN,
        "The model %s has failed too often and is left alone for up to %d s"
            .formatted(model, Math.ceilDiv(pause.toMillis(), 1_000L)),
        pause,
        null);
  }

  static ModelException busy(String model) {
    return new ModelException(
        Kind.BUSY,
        "The model %s has as many calls as it may have, and none ended in time".formatted(model),
        null,
        null);
  }

  /**
   * One failure for a whole ring. It may be retried if any of its members may, as soon as the first
   * of them may.
   *
   * @param failures one a model, in the ring's order; not empty
   */
  static ModelException ofRing(List<ModelException> failures) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    var retryable = failures.stream().filter(f -> f.kind().retryable()).toList();
    var decisive = retryable.isEmpty() ? failures.getFirst() : retryable.getFirst();
    var combined =
        new ModelException(
            decisive.kind(),
            "No model answered. "
                + failures.stream().map(ModelException::sentence).collect(Collectors.joining("; ")),
            soonest(retryable),
            decisive);
    failures.stream().filter(f -> f != decisive).forEach(combined::addSuppressed);
    return combined;
  }

  private static @Nullable Duration soonest(List<ModelException> failures) {
    @Nullable Duration soonest = null;
    for (ModelException failure : failures) {
      var wait = failure.retryAfter();
      if (wait == null) {
        return null;
      }
      soonest = soonest == null || wait.compareTo(soonest) < 0 ? wait : soonest;
    }
    return soonest;
  }

  private static ModelException refused(String model, HttpException refused) {
    int status = refused.statusCode();
    var kind =
        switch (status) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 429 -> Kind.RATE_LIMITED;
          case 408, 409 -> Kind.UNAVAILABLE;
          default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED;
        };
    var ours = refused instanceof RefusedByModelException known ? known : null;
    var code = ours == null || ours.code().isEmpty() ? "" : " (%s)".formatted(ours.code());
    var advice =
        kind == Kind.UNAUTHORIZED
            ? "; check its key: OPENAI_API_KEY, or api-key of its entry in the catalogue"
            : "";
    return new ModelException(
        kind,
        "The model %s answered with status %d%s%s".formatted(model, status, code, advice),
        ours == null ? null : ours.retryAfter(),
        refused);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
