package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.usage.KeyBudgets.NamedKey;
import java.util.List;

/**
 * Which budget counts for whom. Thread-safe.
 *
 * @param user each user's
 * @param key for what an API key's own leaves open
 * @param reserveTokens see {@link Terms}
 */
record Budgets(Budget user, Budget key, KeyBudgets keys, long reserveTokens) {
  Terms of(Caller caller) {
    String apiKeyId = caller.apiKeyId();
    Budget ofKey = apiKeyId == null ? Budget.NONE : keys.budgetOf(apiKeyId).orElse(key);
    return new Terms(user, ofKey, reserveTokens);
  }

  /** A user's keys with the budgets that count. May block. */
  List<NamedKey> keysOf(String userId) {
    return keys.keysOf(userId).stream()
        .map(each -> new NamedKey(each.id(), each.name(), each.budget().orElse(key)))
        .toList();
  }
}
