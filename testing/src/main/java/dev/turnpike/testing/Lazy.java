package dev.turnpike.testing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that starts when it is first asked for, once, and is closed only if it was started. */
final class Lazy<T extends AutoCloseable> implements AutoCloseable {

  private final Supplier<T> start;
  private @Nullable T started;

  Lazy(Supplier<T> start) {
    this.start = start;
  }

  synchronized T get() {
    T part = started;
    if (part == null) {
      part = start.get();
      started = part;
    }
    return part;
  }

  @Override
  public synchronized void close() throws Exception {
    if (started != null) {
      started.close();
      started = null;
    }
  }
}
