package dev.turnpike.ingress.usage;

import java.util.List;

/** What the owner of API keys knows of them. Thread-safe. */
public interface KeyBudgets {
  /** While there are no API keys. */
  KeyBudgets NONE =
      new KeyBudgets() {
        @Override
        public Budget budgetOf(String apiKeyId) {
          return Budget.NONE;
        }

        @Override
        public List<NamedKey> keysOf(String userId) {
          return List.of();
        }
      };

  /** An API key that may be used. */
  record NamedKey(String id, String name, Budget budget) {}

  /**
   * Its own budget, {@link Budget#NONE} when it has none. Answers from memory, or nearly always.
   */
  Budget budgetOf(String apiKeyId);

  /** A user's keys, in the order in which they are to be shown. May block. */
  List<NamedKey> keysOf(String userId);
}
