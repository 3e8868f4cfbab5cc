package dev.turnpike.bench.compare;

import dev.turnpike.operations.console.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Says how far a measurement is: on a terminal in one line that changes, elsewhere line by line.
 */
public final class Progress implements Observer {
  private final PrintStream out;
  private final Console console;

  public Progress(Console console) {
    this.out = console.out();
    this.console = console;
  }

  @Override
  public void preparing(String what) {
    line("  " + what + " …");
  }

  @Override
  public void measuring(Level level, String target, int pairs) {
    if (console.live()) {
      changing("%s, now %s".formatted(state(level, pairs), target));
    }
  }

  @Override
  public void measured(Level level, int pairs) {
    if (console.live() && level.pairs() != pairs) {
      changing(state(level, pairs));
    } else {
      line(state(level, pairs));
    }
  }

  public void line(String text) {
    out.println((console.live() ? "\r\033[K" : "") + text);
  }

  private void changing(String text) {
    out.print("\r\033[K" + text);
    out.flush();
  }

  private static String state(Level level, int pairs) {
    String begin =
        pairs > 0
            ? "  %d at once: %d of %d pairs of blocks"
                .formatted(level.users(), level.pairs(), pairs)
            : "  %d at once: %d pairs of blocks".formatted(level.users(), level.pairs());
    if (level.pairs() == 0) {
      return begin;
    }
    return begin
        + String.format(
            Locale.ROOT,
            ", first token %+.1f ms, %d failed",
            level.addedToFirstToken(),
            level.failed());
  }
}
