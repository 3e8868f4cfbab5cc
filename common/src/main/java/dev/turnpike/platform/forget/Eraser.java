package dev.turnpike.platform.forget;

import java.time.Instant;

/**
 * Erases what a service has about one user, and notes it in its view {@code erased_users}.
 *
 * <p>It may be called again for the same user, by several instances at once, and after a crash in
 * the middle; until the user is noted as erased, it is.
 */
@FunctionalInterface
public interface Eraser {
  /**
   * @param until what came of turns accepted until then goes; a user of an external issuer may come
   *     back later under the same id
   */
  void erase(String userId, Instant until) throws Exception;
}
