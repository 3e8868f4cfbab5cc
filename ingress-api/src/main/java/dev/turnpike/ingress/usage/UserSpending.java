package dev.turnpike.ingress.usage;

import java.util.Map;

/**
 * What one user has spent.
 *
 * @param byKey by the API key that asked, "" for none
 */
record UserSpending(Today on, Map<String, Spent> byKey) {
  static final String NO_KEY = "";

  UserSpending {
    byKey = Map.copyOf(byKey);
  }

  /** With all keys and without. */
  Spent total() {
    return byKey.values().stream().reduce(Spent.NOTHING, Spent::plus);
  }

  /** With one key, or with {@link #NO_KEY}. */
  Spent with(String apiKeyId) {
    return byKey.getOrDefault(apiKeyId, Spent.NOTHING);
  }
}
