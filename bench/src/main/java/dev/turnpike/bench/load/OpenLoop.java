package dev.turnpike.bench.load;

import dev.turnpike.bench.load.OpenBlock.Chat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets chats arrive at their own rate, whatever becomes of those before them. In a closed loop a
 * server that stalls is asked less, and the waiting of those who would have come is never measured
 * (coordinated omission); here each turn's time counts from the moment it was due.
 *
 * @param references what is asked for, in turn
 * @param silence a stream that says nothing for so long has failed
 */
public record OpenLoop(List<Reference> references, Duration silence) {
  public OpenLoop {
    references = List.copyOf(references);
  }

  /**
   * Returns when the last answer is there.
   *
   * @param seats sessions that are opened beforehand
   * @param length after this time no more chats arrive
   */
  public OpenBlock run(Target target, int seats, Arrivals arrivals, Duration length)
      throws IOException, InterruptedException {
    List<Long> moments = arrivals.moments(length);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Seats open = Seats.open(target, seats, silence);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<Future<Chat>> running = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        Reference reference = references.get(i % references.size());
        long due = begin + moments.get(i);
        Moment.await(due);
        running.add(
            executor.submit(
                () -> {
                  most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                  try {
                    return chat(open, reference, due);
                  } finally {
                    atOnce.decrementAndGet();
                  }
                }));
      }
      return new OpenBlock(begin, length, results(running), open.opened(), most.get());
    }
  }

  private static Chat chat(Seats seats, Reference reference, long due) throws InterruptedException {
    long late = System.nanoTime() - due;
    try {
      Asker seat = seats.take();
      Turn turn = seat.ask(reference, due);
      seats.give(seat);
      return new Chat(turn, late);
    } catch (IOException e) {
      return new Chat(Turn.failed(due, "no session: " + e.getMessage()), late);
    }
  }

  private static List<Chat> results(List<Future<Chat>> running) throws InterruptedException {
    List<Chat> chats = new ArrayList<>();
    try {
      for (Future<Chat> each : running) {
        chats.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A chat broke down", e.getCause());
    }
    return chats;
  }
}
