package dev.turnpike.embedded.model.knobs;

import org.jspecify.annotations.Nullable;

/**
 * A fault that a model's name asks for.
 *
 * @param status the HTTP status if the kind is {@link FaultKind#STATUS}, else 0
 * @param after the number of tokens sent before it happens
 * @param times it happens to the first so many requests with the same key
 * @param key what the requests are counted by
 * @param retryAfter the seconds that a Retry-After header names
 */
public record Fault(
    FaultKind kind, int status, int after, int times, String key, @Nullable Integer retryAfter) {

  public boolean always() {
    return times == Integer.MAX_VALUE;
  }
}
