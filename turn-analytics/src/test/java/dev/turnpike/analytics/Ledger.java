package dev.turnpike.analytics;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rollups must say, kept by hand from what was written, in the order of each partition.
 */
final class Ledger {

  /**
   * Of turns: how many, tokens in and out, cost. Of scores: how many, and their sum in hundredths.
   */
  record Line(long count, long input, long output, long cost) {

    Line plus(Line more) {
      return new Line(
          count + more.count, input + more.input, output + more.output, cost + more.cost);
    }
  }

  private final Duration grace;
  private final Map<String, Instant> newest = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Line> lines = new TreeMap<>();
  private int late;
  private int duplicates;

  Ledger(Duration grace) {
    this.grace = grace;
  }

  void turn(int partition, CompletedTurn turn) {
    Instant at = turn.getTimings().getFinishedAt();
    if (isCounted("turns-" + partition, at, turn.getTurnId().toString())) {
      var usage = turn.getUsage();
      Long cost = usage.getCostNanoUsd();
      add(
          at,
          "turns|%s|sim|%s|COMPLETED".formatted(turn.getAgent(), turn.getPromptVersion()),
          new Line(1, usage.getInputTokens(), usage.getOutputTokens(), cost == null ? 0 : cost));
    }
  }

  void score(int partition, TurnScore score) {
    Instant at = score.getScoredAt();
    if (isCounted("scores-" + partition, at, score.getTurnId().toString())) {
      add(
          at,
          "scores|%s|r1|judge|default|p1|gpt|false".formatted(score.getRubric()),
          new Line(1, Math.round(score.getScore() * 100), 0, 0));
    }
  }

  /** By the key of the rollup. */
  Map<String, Line> lines() {
    return lines;
  }

  int late() {
    return late;
  }

  int duplicates() {
    return duplicates;
  }

  private boolean isCounted(String partition, Instant at, String id) {
    Instant before = newest.getOrDefault(partition, Instant.MIN);
    newest.put(partition, at.isAfter(before) ? at : before);
    if (before.isAfter(Instant.MIN) && at.plus(grace).isBefore(before)) {
      late++;
      return false;
    }
    if (!seen.add(id)) {
      duplicates++;
      return false;
    }
    return true;
  }

  private void add(Instant at, String dimensions, Line line) {
    lines.merge(
        "minute|%s|%s".formatted(at.truncatedTo(ChronoUnit.MINUTES), dimensions), line, Line::plus);
    lines.merge(
        "hour|%s|%s".formatted(at.truncatedTo(ChronoUnit.HOURS), dimensions), line, Line::plus);
  }
}
