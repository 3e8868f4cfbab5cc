package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A service in two JVMs that share its work, of which one at work is killed with SIGKILL in
 * mid-load, and another is started, over and over; the last kill leaves one to finish what all of
 * them began. What they leave is the test's to audit.
 */
public final class KilledJvm implements AutoCloseable {

  private static final int INSTANCES = 2;
  private static final Duration POLL = Duration.ofMillis(50);

  private final Supplier<ChildJvm> start;
  private final IntSupplier done;
  private final Duration patience;
  private final List<ChildJvm> alive = new ArrayList<>();

  /**
   * @param start starts one more
   * @param done how much is done so far
   * @param patience for each part of the work
   */
  public KilledJvm(Supplier<ChildJvm> start, IntSupplier done, Duration patience) {
    this.start = start;
    this.done = done;
    this.patience = patience;
  }

  /**
   * Returns when the work is done, with one still running. Prints its seed.
   *
   * @param work all that there is to do
   */
  public void finish(int kills, int work) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < INSTANCES; i++) {
      alive.add(start.get());
    }
    for (int kill = 1; kill <= kills; kill++) {
      awaitDone(kill * work / (kills + 2));
      killOneAtWork(random);
      if (kill < kills) {
        alive.add(start.get());
      }
    }
    awaitDone(work);
  }

  /** Lets the last one end by itself, with whatever it does at its end. */
  public void stop() {
    alive.forEach(ChildJvm::terminate);
    alive.forEach(one -> one.awaitExit(patience));
  }

  @Override
  public void close() {
    alive.forEach(ChildJvm::close);
  }

  /** One that still starts has nothing to lose. */
  private void killOneAtWork(Random random) {
    var started = alive.stream().filter(KilledJvm::hasStarted).toList();
    var candidates = started.isEmpty() ? List.copyOf(alive) : started;
    var victim = candidates.get(random.nextInt(candidates.size()));
    victim.kill();
    alive.remove(victim);
  }

  /** Spring says so. */
  private static boolean hasStarted(ChildJvm one) {
    return one.output().stream().anyMatch(line -> line.contains("Started "));
  }

  private void awaitDone(int part) {
    await()
        .atMost(patience)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(done.getAsInt())
                    .as(() -> "done; %s".formatted(alive.stream().map(ChildJvm::output).toList()))
                    .isGreaterThanOrEqualTo(part));
  }
}
