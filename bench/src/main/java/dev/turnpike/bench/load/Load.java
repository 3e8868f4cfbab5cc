package dev.turnpike.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs users against a target, one virtual thread each.
 *
 * @param references what they ask for, in turn
 * @param spread the time over which the users begin; zero lets all begin at once
 * @param silence a stream that says nothing for so long has failed
 */
public record Load(List<Reference> references, Duration spread, Duration silence) {
  public Load {
    references = List.copyOf(references);
  }

  /**
   * Returns when every user has the answer to its last question.
   *
   * @param length after this time nobody asks again
   */
  public Block run(List<Lane> lanes, Duration length) throws InterruptedException {
    long begin = System.nanoTime();
    long last = begin + length.toNanos();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Turn>>> running = new ArrayList<>();
      for (int user = 0; user < lanes.size(); user++) {
        long first = begin + spread.toNanos() * user / lanes.size();
        running.add(
            executor.submit(new User(user, lanes.get(user), references, silence, first, last)));
      }
      List<List<Turn>> turns = new ArrayList<>();
      for (Future<List<Turn>> each : running) {
        turns.add(each.get());
      }
      return new Block(turns);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A user broke down", e.getCause());
    }
  }
}
