package dev.turnpike.chaos.kernel;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that no other run on this machine has while this one lives, however it ends: a locked
 * file stands for it. Whatever the run borrows is named after it, so that what a dead run left is
 * known by its number, which anybody can take.
 */
public final class Claim implements AutoCloseable {
  private static final int MOST = 64;

  private final int number;
  private final DataFolder lock;
  private final Thread atExit;

  private Claim(int number, DataFolder lock) {
    this.number = number;
    this.lock = lock;
    this.atExit = new Thread(() -> Leftovers.of(number).remove(), "give-back");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Takes the first free number, and removes what dead runs have left. */
  public static Claim take() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "turnpike-chaos-claims");
    List<Claim> taken = new ArrayList<>();
    for (int number = 0; number < MOST; number++) {
      Path place = folder.resolve(Integer.toString(number));
      if (taken.isEmpty() || Files.exists(place)) {
        tryTake(number, place, taken);
      }
    }
    if (taken.isEmpty()) {
      throw new KernelRefusal("%d runs are under way on this machine.".formatted(MOST));
    }
    taken.subList(1, taken.size()).forEach(Claim::close);
    return taken.getFirst();
  }

  private static void tryTake(int number, Path place, List<Claim> taken) {
    try {
      Claim claim = new Claim(number, DataFolder.claim(place));
      taken.add(claim);
      Leftovers.of(number).remove();
    } catch (EmbeddedStartException inUse) {
      // It belongs to a run that lives.
    }
  }

  public int number() {
    return number;
  }

  /** Gives back all that is named after it. */
  @Override
  public void close() {
    try {
      Leftovers.of(number).remove();
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // Then the hook does it.
    } finally {
      lock.close();
    }
  }
}
