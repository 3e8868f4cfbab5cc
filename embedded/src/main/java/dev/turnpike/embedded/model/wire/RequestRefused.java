package dev.turnpike.embedded.model.wire;

import org.jspecify.annotations.Nullable;

/** Thrown when a request can't be answered; carries what the client is told. */
public final class RequestRefused extends RuntimeException {
  private final transient ApiError error;

  public RequestRefused(ApiError error) {
    super(error.message());
    this.error = error;
  }

  public static RequestRefused invalid(String message, @Nullable String param) {
    return new RequestRefused(ApiError.invalid(message, param));
  }

  public ApiError error() {
    return error;
  }
}
