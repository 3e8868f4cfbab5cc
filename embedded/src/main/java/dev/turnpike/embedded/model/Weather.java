package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.knobs.Fault;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happens to every call of a simulated model at the moment, whatever the requested model's
 * name asks for. It is fair until it turns, and outlives the server that it is over.
 */
public final class Weather {
  private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();

  /**
   * Spoils every call from now on.
   *
   * @param knobs the fault as in a model's name: {@code fault=429,retry-after=2}
   * @return what makes it fair again, unless it has turned once more
   */
  public Runnable turn(String knobs) {
    Fault coming = Knobs.DEMO.with(knobs).fault();
    if (coming == null) {
      throw new IllegalArgumentException("'%s' has no fault: write fault=500.".formatted(knobs));
    }
    fault.set(coming);
    return () -> fault.compareAndSet(coming, null);
  }

  @Nullable Fault fault() {
    return fault.get();
  }
}
