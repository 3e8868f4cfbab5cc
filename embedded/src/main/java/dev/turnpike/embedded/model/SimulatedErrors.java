package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.wire.ApiError;
import org.jspecify.annotations.Nullable;

/** The errors of {@code fault=429} and the like, as OpenAI words its own. */
final class SimulatedErrors {
  private SimulatedErrors() {}

  static ApiError of(int status) {
    return switch (status) {
      case 401 ->
          error(status, "Incorrect API key provided", "authentication_error", "invalid_api_key");
      case 403 -> error(status, "Not allowed", "permission_error", "permission_denied");
      case 404 -> error(status, "Not found", "invalid_request_error", "model_not_found");
      case 429 -> error(status, "Rate limit reached", "requests", "rate_limit_exceeded");
      default ->
          status < 500
              ? error(status, "Bad request", "invalid_request_error", null)
              : error(status, "The server had an error", "server_error", null);
    };
  }

  private static ApiError error(int status, String message, String type, @Nullable String code) {
    return new ApiError(status, message + " (simulated).", type, null, code);
  }
}
