package dev.turnpike.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What became of chats that arrived at a rate of their own.
 *
 * @param beginNanos when the clock began to run, on {@link System#nanoTime}'s scale
 * @param length for how long chats arrived; the last answers came later
 * @param chats in the order in which they were due
 * @param opened sessions that had to be opened under way, as none was free
 * @param mostAtOnce turns that were under way at most
 */
public record OpenBlock(
    long beginNanos, Duration length, List<Chat> chats, int opened, int mostAtOnce) {

  /**
   * One arrival.
   *
   * @param turn with times that count from the moment it was due
   * @param lateNanos from then until the generator itself got round to it; what came after that,
   *     such as opening a session, is not the generator's
   */
  public record Chat(Turn turn, long lateNanos) {}

  public OpenBlock {
    chats = List.copyOf(chats);
  }

  public List<Turn> turns() {
    return chats.stream().map(Chat::turn).toList();
  }

  /** Turns whose answer was right and whole at most so long after the last chat could arrive. */
  public long completedWithin(Duration grace) {
    long limit = beginNanos + length.toNanos() + grace.toNanos();
    return chats.stream()
        .map(Chat::turn)
        .filter(turn -> turn.succeeded() && turn.finishedNanos() - limit <= 0)
        .count();
  }
}
