package dev.turnpike.stress;

import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.NativeApi;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Turn;
import dev.turnpike.bench.stats.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The chats of one side, of all blocks together. Users ask in turn, so that of one session never
 * two are under way while answers are shorter than a round. Times count from the moment when a chat
 * should begin, so that a late begin is not forgiven.
 */
final class Chats {
  private final Insistence insistence;
  private final List<Reference> references;
  private final Duration silence;
  private final Tally tally = new Tally();
  private final Distribution firstToken = new Distribution();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private int next;
  private long tokens;
  private double seconds;

  Chats(Insistence insistence, List<Reference> references, Duration silence) {
    this.insistence = insistence;
    this.references = references;
    this.silence = silence;
  }

  Tally tally() {
    return tally;
  }

  /**
   * Returns when all that arrived have ended.
   *
   * @param length for which they arrived
   */
  void block(List<Lane> lanes, Arrivals arrivals, Duration length) throws InterruptedException {
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Turn>>> chats = new ArrayList<>();
      for (Duration offset : arrivals.offsets()) {
        long due = begin + offset.toNanos();
        await(due);
        Lane lane = lanes.get(next % lanes.size());
        Reference reference = references.get(next++ % references.size());
        chats.add(threads.submit(() -> chat(lane, reference, due)));
      }
      for (Future<Optional<Turn>> chat : chats) {
        chat.get().ifPresent(turn -> tokens += turn.tokens());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A chat broke down", e.getCause());
    }
    seconds += Math.max(length.toNanos(), length.isZero() ? System.nanoTime() - begin : 0) / 1e9;
  }

  private Optional<Turn> chat(Lane lane, Reference reference, long due) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      Optional<Turn> turn =
          insistence.ask(tally, due, () -> NativeApi.ask(lane, reference, silence));
      turn.ifPresent(answered -> first(answered.arrivedNanos(0) - due));
      return turn;
    } finally {
      open.decrementAndGet();
    }
  }

  private void first(long nanos) {
    synchronized (firstToken) {
      firstToken.add(nanos);
    }
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  Side side() {
    return Side.of(tally, Times.of(firstToken), mostOpen.get(), tokens, seconds);
  }
}
