package dev.turnpike.operations.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C while something runs that can be ended: the first press ends it, the second leaves the
 * program. Closing gives the key back to whoever had it.
 */
public final class InterruptKey implements AutoCloseable {

  private final Runnable end;
  private final Runnable leave;
  private final AtomicBoolean pressed = new AtomicBoolean();
  private final SignalTrap trap;

  private InterruptKey(Runnable end, Runnable leave) {
    this.end = end;
    this.leave = leave;
    this.trap = SignalTrap.on("INT", this::press);
  }

  /**
   * @param end runs on a thread of its own
   */
  public static InterruptKey during(Runnable end, Runnable leave) {
    return new InterruptKey(end, leave);
  }

  @Override
  public void close() {
    trap.close();
  }

  private void press() {
    if (pressed.compareAndSet(false, true)) {
      end.run();
    } else {
      leave.run();
    }
  }
}
