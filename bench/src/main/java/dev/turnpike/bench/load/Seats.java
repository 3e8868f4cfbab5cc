package dev.turnpike.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sessions with their connections, of which each serves one chat at a time. There is always one
 * more: who finds none free gets a new one, and waits for it as any newcomer would.
 */
final class Seats implements AutoCloseable {
  private final Target target;
  private final Duration silence;
  private final Queue<Asker> free = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();

  private Seats(Target target, Duration silence) {
    this.target = target;
    this.silence = silence;
  }

  /** Makes so many ready, connected and all, before any clock runs. */
  static Seats open(Target target, int count, Duration silence)
      throws IOException, InterruptedException {
    Seats seats = new Seats(target, silence);
    for (Lane lane : target.lanes(count)) {
      Asker asker = new Asker(lane, silence);
      asker.connect();
      seats.give(asker);
    }
    return seats;
  }

  /** The one that has been free the longest, else a new one. */
  Asker take() throws IOException, InterruptedException {
    Asker asker = free.poll();
    if (asker != null) {
      return asker;
    }
    opened.incrementAndGet();
    return new Asker(target.lanes(1).getFirst(), silence);
  }

  void give(Asker asker) {
    free.add(asker);
  }

  /** How many were opened because none was free. */
  int opened() {
    return opened.get();
  }

  @Override
  public void close() {
    free.forEach(Asker::close);
    free.clear();
  }
}
