package dev.turnpike.ingress.usage;

/**
 * What counts for a caller.
 *
 * @param user the budget of the user
 * @param key that of the API key, {@link Budget#NONE} for a caller without one
 * @param reserveTokens held for an open turn while nothing tells what a turn uses
 */
record Terms(Budget user, Budget key, long reserveTokens) {
  boolean isUnlimited() {
    return user.isUnlimited() && key.isUnlimited();
  }
}
