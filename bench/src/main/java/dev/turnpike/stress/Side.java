package dev.turnpike.stress;

import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Rounded;
import java.util.List;

/**
 * What the chats of one side came to.
 *
 * @param counts all of them; {@code whole} is from the moment a chat should begin
 * @param firstToken from that moment, too
 * @param mostOpen chats under way at the same moment, at most
 * @param seconds during which chats began, or until the last one ended where all began at once
 * @param chatsPerSecond done
 * @param averageOpen chats under way on average (Little's law)
 * @param distribution which part of the chats took how many milliseconds at most
 */
record Side(
    Counts counts,
    Times firstToken,
    int mostOpen,
    double seconds,
    double chatsPerSecond,
    double averageOpen,
    double tokensPerSecond,
    List<Distribution.Point> distribution) {

  Side {
    distribution = List.copyOf(distribution);
  }

  static Side of(Tally tally, Times firstToken, int mostOpen, long tokens, double seconds) {
    Counts counts = tally.counts();
    double perSecond = seconds == 0 ? 0 : counts.done() / seconds;
    return new Side(
        counts,
        firstToken,
        mostOpen,
        Rounded.to(2, seconds),
        Rounded.to(1, perSecond),
        Rounded.to(1, perSecond * counts.whole().average() / 1000),
        Rounded.to(0, seconds == 0 ? 0 : tokens / seconds),
        tally.wholeTimes().curve());
  }
}
