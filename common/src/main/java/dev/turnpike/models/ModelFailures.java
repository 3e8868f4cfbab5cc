package dev.turnpike.models;

import dev.langchain4j.exception.HttpException;
import dev.turnpike.models.CallerThreadHttpClient.RefusedByModelException;
import dev.turnpike.models.ModelException.Kind;
import java.net.http.HttpTimeoutException;
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

  private static ModelException refused(String model, HttpException refused) {
    int status = refused.statusCode();
    var kind =
        switch (status) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 429 -> Kind.RATE_LIMITED;
          case 408, 409 -> Kind.UNAVAILABLE;
          default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED;
        };
    var advice = kind == Kind.UNAUTHORIZED ? "; check OPENAI_API_KEY" : "";
    return new ModelException(
        kind,
        "The model %s answered with status %d%s".formatted(model, status, advice),
        refused instanceof RefusedByModelException ours ? ours.retryAfter() : null,
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
