package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.Durations;
import dev.turnpike.events.DurationSketch;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rollups and alerts as they are answered, under the names of docs/analytics.md. */
final class Rows {

  private static final int NANO_DIGITS = 9;

  private Rows() {}

  /** By window, then by dimensions. */
  static List<Map<String, Object>> of(List<Rollup> rollups, List<String> groupBy) {
    return rollups.stream()
        .sorted(
            Comparator.comparing(Rollup::getWindowStart)
                .thenComparing(each -> Dimensions.of(each).text()))
        .map(each -> row(each, groupBy))
        .toList();
  }

  static boolean simulated(List<Rollup> rollups) {
    return rollups.stream()
        .anyMatch(
            each ->
                switch (each.getBody()) {
                  case TurnRollup turns -> turns.getSimulated() > 0;
                  case ScoreRollup scores -> scores.getSimulated() > 0;
                  default -> false;
                });
  }

  static Map<String, Object> row(Rollup rollup, List<String> groupBy) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("window_start", rollup.getWindowStart());
    row.put("window_end", rollup.getWindowEnd());
    row.put("final", rollup.getFinal$());
    Dimensions dimensions = Dimensions.of(rollup);
    for (String name : groupBy) {
      row.put(name, value(name, dimensions.value(name)));
    }
    switch (rollup.getBody()) {
      case TurnRollup turns -> turns(turns, row);
      case ScoreRollup scores -> scores(scores, row);
      default -> throw new IllegalArgumentException("A rollup of nothing that is known here.");
    }
    return row;
  }

  private static Object value(String dimension, String value) {
    return switch (dimension) {
      case "rejudged" -> Boolean.parseBoolean(value);
      case "status" -> value.toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  private static void turns(TurnRollup turns, Map<String, Object> row) {
    row.put("turns", turns.getTurns());
    row.put("completed", turns.getCompleted());
    row.put("success_rate", (double) turns.getCompleted() / turns.getTurns());
    row.put("simulated", turns.getSimulated());
    row.put("restarted", turns.getRestarted());
    row.put("restarts", turns.getRestarts());
    row.put("fallbacks", turns.getFallbacks());
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("input", turns.getInputTokens());
    tokens.put("cached_input", turns.getCachedInputTokens());
    tokens.put("output", turns.getOutputTokens());
    tokens.put("reasoning", turns.getReasoningTokens());
    row.put("tokens", tokens);
    var cost = BigDecimal.valueOf(turns.getCostNanoUsd(), NANO_DIGITS);
    row.put("cost_usd", cost.stripTrailingZeros()); // else nothing reads 0E-9
    row.put("unpriced", turns.getUnpriced());
    row.put("errors", turns.getErrors());
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("total", latency(turns.getTotal()));
    latency.put("added", latency(turns.getAdded()));
    latency.put("first_token", latency(turns.getFirstToken()));
    row.put("latency_ms", latency);
  }

  private static Map<String, Object> latency(DurationSketch sketch) {
    Durations durations = new Durations();
    durations.add(sketch);
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("count", durations.count());
    latency.put("mean", millis(durations.mean()));
    latency.put("p50", millis(durations.quantile(0.5)));
    latency.put("p90", millis(durations.quantile(0.9)));
    latency.put("p95", millis(durations.quantile(0.95)));
    latency.put("p99", millis(durations.quantile(0.99)));
    latency.put("max", millis((double) durations.max()));
    return latency;
  }

  /** To a hundredth. */
  private static double millis(double micros) {
    return Math.round(micros / 10) / 100.0;
  }

  private static void scores(ScoreRollup scores, Map<String, Object> row) {
    double mean = scores.getSum() / scores.getScores();
    double variance = scores.getSumOfSquares() / scores.getScores() - mean * mean;
    row.put("scores", scores.getScores());
    row.put("mean", mean);
    row.put("standard_deviation", Math.sqrt(Math.max(0, variance)));
    row.put("lower_is_better", scores.getLowerIsBetter());
    row.put("simulated", scores.getSimulated());
    row.put("histogram", scores.getHistogram());
  }

  static Map<String, Object> row(ScoreAlert alert) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("change", alert.getChange().name().toLowerCase(Locale.ROOT));
    row.put("rubric", alert.getRubric());
    row.put("agent", alert.getAgent());
    row.put("prompt_version", alert.getPromptVersion());
    row.put("window_start", alert.getWindowStart());
    row.put("window_end", alert.getWindowEnd());
    row.put("mean", alert.getMean());
    row.put("scores", alert.getScores());
    row.put("band_from", alert.getBandFrom());
    row.put("band_to", alert.getBandTo());
    row.put("lower_is_better", alert.getLowerIsBetter());
    row.put("simulated", alert.getSimulated());
    return row;
  }
}
