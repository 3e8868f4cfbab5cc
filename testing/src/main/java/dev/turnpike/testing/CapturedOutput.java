package dev.turnpike.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines of a process's output, collected by a thread of its own so that the process never
 * blocks.
 */
final class CapturedOutput {

  /** Guarded by itself, which is also notified of each line and of the end. */
  private final List<String> lines = new ArrayList<>();

  private boolean ended;

  private CapturedOutput() {}

  static CapturedOutput of(BufferedReader reader) {
    CapturedOutput output = new CapturedOutput();
    Thread.ofVirtual().name("child-output").start(() -> output.readAll(reader));
    return output;
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  String await(Predicate<String> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      for (int next = 0; ; next++) {
        while (next == lines.size()) {
          long millisLeft = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
          if (ended || millisLeft <= 0) {
            throw new AssertionError(
                "No such line %s:%n%s".formatted(ended ? "and no more to come" : "in time", this));
          }
          waitForLines(millisLeft);
        }
        if (wanted.test(lines.get(next))) {
          return lines.get(next);
        }
      }
    }
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines());
  }

  private void waitForLines(long millis) {
    try {
      lines.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void readAll(BufferedReader reader) {
    try (reader) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException processIsGone) {
      // The end of the output, as below.
    }
    synchronized (lines) {
      ended = true;
      lines.notifyAll();
    }
  }
}
