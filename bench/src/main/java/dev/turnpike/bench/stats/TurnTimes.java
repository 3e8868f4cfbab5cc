package dev.turnpike.bench.stats;

import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Turn;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All that is counted about the turns of one side: of one block, or of many put together. */
public final class TurnTimes {
  private final Distribution firstToken = new Distribution();
  private final Distribution gaps = new Distribution();
  private final Distribution whole = new Distribution();
  private final Distribution tail = new Distribution();
  private final Map<String, Integer> failures = new TreeMap<>();
  private long turns;
  private long refused;
  private long tokens;
  private long measuredTokens;
  private long measuredBytes;
  private double userSeconds;

  public static TurnTimes of(Block block) {
    TurnTimes times = new TurnTimes();
    block.all().forEach(times::count);
    block.measured().stream().filter(Turn::succeeded).forEach(times::measure);
    return times;
  }

  /** Of turns that all count, as those of an open loop do: nobody's first one is left out. */
  public static TurnTimes ofAll(Collection<Turn> turns) {
    TurnTimes times = new TurnTimes();
    turns.forEach(times::count);
    turns.stream().filter(Turn::succeeded).forEach(times::measure);
    return times;
  }

  /** Counts in what another block gave. */
  public void addAll(TurnTimes other) {
    firstToken.addAll(other.firstToken);
    gaps.addAll(other.gaps);
    whole.addAll(other.whole);
    tail.addAll(other.tail);
    other.failures.forEach((reason, count) -> failures.merge(reason, count, Integer::sum));
    turns += other.turns;
    refused += other.refused;
    tokens += other.tokens;
    measuredTokens += other.measuredTokens;
    measuredBytes += other.measuredBytes;
    userSeconds += other.userSeconds;
  }

  private void count(Turn turn) {
    turns++;
    tokens += turn.tokens();
    if (turn.refused()) {
      refused++;
    } else if (turn.failure() != null) {
      failures.merge(turn.failure(), 1, Integer::sum);
    }
  }

  private void measure(Turn turn) {
    int last = turn.tokens() - 1;
    firstToken.add(turn.arrivedNanos(0) - turn.startedNanos());
    for (int token = 1; token <= last; token++) {
      gaps.add(turn.arrivedNanos(token) - turn.arrivedNanos(token - 1));
    }
    whole.add(turn.endedNanos() - turn.startedNanos());
    tail.add(turn.endedNanos() - turn.arrivedNanos(last));
    measuredTokens += turn.tokens();
    measuredBytes += turn.bytes();
    userSeconds += (turn.finishedNanos() - turn.startedNanos()) / 1e9;
  }

  /** From the request to the first token. */
  public Distribution firstToken() {
    return firstToken;
  }

  /** From each token to the next. */
  public Distribution gaps() {
    return gaps;
  }

  /** From the request to the word that this was all. */
  public Distribution whole() {
    return whole;
  }

  /** From the last token to the word that this was all. */
  public Distribution tail() {
    return tail;
  }

  /** All turns, those before the measuring and failed ones included. */
  public long turns() {
    return turns;
  }

  /** Told at once to come again later, which is no failure. */
  public long refused() {
    return refused;
  }

  public long failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  public Map<String, Integer> failures() {
    return failures;
  }

  /** Tokens of all turns that succeeded. */
  public long tokens() {
    return tokens;
  }

  public double bytesPerToken() {
    return measuredTokens == 0 ? 0 : Rounded.to(1, (double) measuredBytes / measuredTokens);
  }

  /** What so many users get done in a closed loop at this side's pace (Little's law). */
  public double turnsPerSecond(int users) {
    return userSeconds == 0 ? 0 : Rounded.to(3, users * whole.count() / userSeconds);
  }
}
