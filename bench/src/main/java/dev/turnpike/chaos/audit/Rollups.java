package dev.turnpike.chaos.audit;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code turn-analytics} has published: of each key its last record. And what it should come
 * to, counted from {@code turns.completed} itself.
 */
final class Rollups {
  private final Map<ByteBuffer, Rollup> last = new HashMap<>();
  private final Map<String, Sums> counted = new TreeMap<>();

  /**
   * Turns of one status, and what they consumed.
   *
   * @param restarts attempts beyond the first of each
   */
  record Sums(long turns, long restarts, long inputTokens, long outputTokens) {
    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Sums other) {
      return new Sums(
          turns + other.turns,
          restarts + other.restarts,
          inputTokens + other.inputTokens,
          outputTokens + other.outputTokens);
    }
  }

  void published(ByteBuffer key, Rollup rollup) {
    last.put(key, rollup);
  }

  void ended(CompletedTurn turn) {
    ended(
        turn.getStatus(),
        new Sums(
            1,
            turn.getAttempts() - 1,
            turn.getUsage().getInputTokens(),
            turn.getUsage().getOutputTokens()));
  }

  void ended(TurnStatus status, Sums sums) {
    counted.merge(word(status), sums, Sums::plus);
  }

  /** By status, what the log holds. */
  Map<String, Sums> counted() {
    return Map.copyOf(counted);
  }

  /** By status, what all windows of that length come to. */
  Map<String, Sums> turns(Granularity granularity) {
    Map<String, Sums> sums = new TreeMap<>();
    for (Rollup rollup : last.values()) {
      if (rollup.getGranularity() == granularity && rollup.getBody() instanceof TurnRollup turns) {
        sums.merge(
            word(turns.getStatus()),
            new Sums(
                turns.getTurns(),
                turns.getRestarts(),
                turns.getInputTokens(),
                turns.getOutputTokens()),
            Sums::plus);
      }
    }
    return sums;
  }

  /** Scores in all windows of that length. */
  long scores(Granularity granularity) {
    return last.values().stream()
        .filter(rollup -> rollup.getGranularity() == granularity)
        .map(Rollup::getBody)
        .filter(ScoreRollup.class::isInstance)
        .mapToLong(scores -> ((ScoreRollup) scores).getScores())
        .sum();
  }

  /**
   * How many of the turns and scores the log holds are not in the windows of a minute, or are there
   * too often. That the log was read to its end says less: what was read is counted and published
   * later.
   */
  long unpublished(long scores) {
    long turns = counted.values().stream().mapToLong(Sums::turns).sum();
    return Math.abs(turns - published()) + Math.abs(scores - scores(Granularity.MINUTE));
  }

  /** All turns that the windows of a minute hold. */
  long published() {
    return turns(Granularity.MINUTE).values().stream().mapToLong(Sums::turns).sum();
  }

  private static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
