package dev.turnpike.judge.rejudge;

import dev.turnpike.events.Usage;
import java.util.Locale;

/**
 * What verdicts consumed, or will by estimate.
 *
 * @param nanoUsd where the price is known
 * @param unpricedTokens of {@code tokens} those whose price is not
 */
public record Consumption(long tokens, long nanoUsd, long unpricedTokens) {

  static final Consumption NONE = new Consumption(0, 0, 0);

  Consumption plus(Usage usage) {
    var cost = usage.getCostNanoUsd();
    long used = usage.getInputTokens() + usage.getOutputTokens();
    return new Consumption(
        tokens + used,
        nanoUsd + (cost == null ? 0 : cost),
        unpricedTokens + (cost == null ? used : 0));
  }

  public Consumption plus(Consumption other) {
    return new Consumption(
        tokens + other.tokens, nanoUsd + other.nanoUsd, unpricedTokens + other.unpricedTokens);
  }

  /** As people are told it. */
  @Override
  public String toString() {
    var all = String.format(Locale.ROOT, "%,d tokens, $%.4f", tokens, nanoUsd / 1e9);
    if (unpricedTokens == 0) {
      return all;
    }
    return unpricedTokens == tokens
        ? String.format(Locale.ROOT, "%,d tokens, no known price", tokens)
        : all + String.format(Locale.ROOT, " and %,d tokens of no known price", unpricedTokens);
  }
}
