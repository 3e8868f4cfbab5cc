package dev.turnpike.ingress.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user has spent, and may. Days and months are those in UTC.
 *
 * @param budget the user's; what is not limited is left out
 * @param keys those that may be used, and those that were used this month
 * @param days those between {@code from} and {@code to} on which a turn ended
 */
record UsageReport(
    Amounts today,
    Amounts month,
    Budget budget,
    List<Key> keys,
    LocalDate from,
    LocalDate to,
    List<Day> days) {

  /**
   * What was asked with one API key; it is in the user's numbers too.
   *
   * @param name left out for a key that is gone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Key(String id, @Nullable String name, Amounts today, Amounts month, Budget budget) {}

  /** One day, with all keys and without. */
  record Day(
      LocalDate day,
      long turns,
      @JsonProperty("unpriced_turns") long unpricedTurns,
      @JsonProperty("input_tokens") long inputTokens,
      @JsonProperty("output_tokens") long outputTokens,
      @JsonProperty("cost_usd") BigDecimal costUsd) {
    static Day of(Map.Entry<LocalDate, Amounts> entry) {
      Amounts amounts = entry.getValue();
      return new Day(
          entry.getKey(),
          amounts.turns(),
          amounts.unpricedTurns(),
          amounts.inputTokens(),
          amounts.outputTokens(),
          amounts.costUsd());
    }
  }

  UsageReport {
    keys = List.copyOf(keys);
    days = List.copyOf(days);
  }
}
