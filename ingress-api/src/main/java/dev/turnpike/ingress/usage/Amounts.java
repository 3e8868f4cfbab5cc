package dev.turnpike.ingress.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * What some turns used together, as it is told too.
 *
 * @param unpricedTurns those whose cost is not known, as their model has no price; not in the cost
 * @param inputTokens cached ones included
 * @param outputTokens those of reasoning included
 */
record Amounts(
    long turns,
    @JsonProperty("unpriced_turns") long unpricedTurns,
    @JsonProperty("input_tokens") long inputTokens,
    @JsonProperty("output_tokens") long outputTokens,
    @JsonProperty("cost_usd") BigDecimal costUsd) {
  static final Amounts NONE = new Amounts(0, 0, 0, 0, BigDecimal.ZERO);

  /** Decimal places of a dollar that are counted. */
  static final int NANO = 9;

  Amounts {
    BigDecimal shortest = costUsd.stripTrailingZeros();
    costUsd = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  static Amounts of(long turns, long unpriced, long input, long output, long costNanoUsd) {
    return new Amounts(turns, unpriced, input, output, BigDecimal.valueOf(costNanoUsd, NANO));
  }

  @JsonIgnore
  long tokens() {
    return inputTokens + outputTokens;
  }

  Amounts plus(Amounts other) {
    return new Amounts(
        turns + other.turns,
        unpricedTurns + other.unpricedTurns,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        costUsd.add(other.costUsd));
  }
}
