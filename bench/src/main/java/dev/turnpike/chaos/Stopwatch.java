package dev.turnpike.chaos;

import java.util.Locale;
import java.util.function.Consumer;

/** Puts the seconds since its start before each line. */
record Stopwatch(Consumer<String> lines, long startNanos) {

  Stopwatch(Consumer<String> lines) {
    this(lines, System.nanoTime());
  }

  void tell(String line) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    lines.accept(String.format(Locale.ROOT, "%6.1f  %s", seconds, line));
  }
}
