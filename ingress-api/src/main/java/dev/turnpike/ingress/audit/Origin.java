package dev.turnpike.ingress.audit;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. A controller's method gets it as a parameter of this type.
 *
 * @param address the client's, behind trusted proxies
 * @param requestId null outside of requests that have one
 */
public record Origin(@Nullable String address, @Nullable String requestId) {
  /** Of what the service does by itself. */
  public static final Origin SERVICE = new Origin(null, null);
}
