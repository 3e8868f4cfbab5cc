package dev.turnpike.operations.console;

import java.time.Duration;
import java.util.Locale;

/**
 * How far something is that takes long: on a terminal a line with a bar that changes, elsewhere a
 * line for each tenth. Thread-safe.
 */
public final class Bar {

  private static final int CELLS = 30;
  private static final Duration REDRAWN_AFTER = Duration.ofMillis(100);
  private static final int TENTHS = 10;

  private final Console console;
  private long drawnAt; // guarded by this, as are the others
  private long tenth = -1;
  private boolean open;

  public Bar(Console console) {
    this.console = console;
  }

  /**
   * @param rest what else to say
   */
  public synchronized void at(long done, long all, String rest) {
    long now = System.nanoTime();
    boolean last = done >= all;
    if (console.live()) {
      if (last || !open || now - drawnAt > REDRAWN_AFTER.toNanos()) {
        drawnAt = now;
        open = true;
        console.out().print("\r\033[K  " + drawn(done, all) + "  " + rest);
        console.out().flush();
      }
    } else if (all > 0 && TENTHS * done / all > tenth) {
      tenth = TENTHS * done / all;
      console.out().printf(Locale.ROOT, "  %,d of %,d  %s%n", done, all, rest);
    }
  }

  /** A line of its own; the bar begins anew below. */
  public synchronized void say(String line) {
    if (open) {
      console.out().print("\r\033[K");
      open = false;
    }
    tenth = -1;
    console.out().println(line);
  }

  private static String drawn(long done, long all) {
    int full = all <= 0 ? CELLS : (int) Math.min(CELLS, CELLS * done / all);
    return String.format(
        Locale.ROOT, "[%s%s] %,d of %,d", "#".repeat(full), ".".repeat(CELLS - full), done, all);
  }
}
