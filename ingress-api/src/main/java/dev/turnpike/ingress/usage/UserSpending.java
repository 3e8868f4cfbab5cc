package dev.turnpike.ingress.usage;

import java.util.Map;

/**
 * What one user has spent.
 *
 * @param byKey by the API key that asked, "" for none
 * @param monthBefore with all keys and without; only looked up for who used nothing this month
 */
record UserSpending(Today on, Map<String, Spent> byKey, Amounts monthBefore) {
  static final String NO_KEY = "";

  UserSpending {
    byKey = Map.copyOf(byKey);
  }

  UserSpending(Today on, Map<String, Spent> byKey) {
    this(on, byKey, Amounts.NONE);
  }

  /** With all keys and without. */
  Spent total() {
    return byKey.values().stream().reduce(Spent.NOTHING, Spent::plus);
  }

  /** With one key, or with {@link #NO_KEY}. */
  Spent with(String apiKeyId) {
    return byKey.getOrDefault(apiKeyId, Spent.NOTHING);
  }

  /** The turns that tell what the user's next one will use: this month's, else the last one's. */
  Amounts typical() {
    return firstThatTells(total().month(), monthBefore);
  }

  /** Those that tell what the next one with a key will use: the key's, else the user's. */
  Amounts typical(String apiKeyId) {
    return firstThatTells(with(apiKeyId).month(), typical());
  }

  /** Turns that were all called off before they used anything tell nothing. */
  private static Amounts firstThatTells(Amounts first, Amounts second) {
    return first.tokens() > 0 ? first : second;
  }
}
