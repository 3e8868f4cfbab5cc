package dev.turnpike.operations.console;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The steps of a start, told while it goes: a line with a tick, a result and a time for each step
 * that ended, and on a terminal one last line that says what is under way. Steps may run side by
 * side; every print holds this object's lock, so lines never mix.
 */
public final class Steps implements AutoCloseable {

  private static final int NAME_WIDTH = 20;
  private static final int RESULT_WIDTH = 44;
  private static final int LINE_WIDTH = 78;

  private final Console console;
  private final long begun = System.nanoTime();
  private final Set<Step> running = new LinkedHashSet<>();
  private boolean closed;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("steps").factory());

  public Steps(Console console) {
    this.console = console;
    if (console.live()) {
      var _ = ticker.scheduleAtFixedRate(this::redraw, 200, 200, TimeUnit.MILLISECONDS);
    }
  }

  /** What a step found out, for its line; the empty string if its name says all. */
  public <T> T run(String name, Callable<T> work, java.util.function.Function<T, String> result)
      throws Exception {
    Step step = begin(name);
    try {
      T value = work.call();
      end(step, console.tick(), result.apply(value));
      return value;
    } catch (Exception e) {
      end(step, console.cross(), "");
      throw e;
    }
  }

  /** Says what a running step is busy with, if that takes long enough to make a person wonder. */
  public synchronized void detail(String name, String detail) {
    for (Step step : running) {
      if (step.name.equals(name)) {
        step.detail = detail;
        if (!console.live()) {
          console.out().printf("    %s: %s%n", name, detail);
        }
      }
    }
    redraw();
  }

  /** A line of its own, above the line of running steps. */
  public synchronized void say(String line) {
    if (closed) {
      return;
    }
    clear();
    console.out().println(line);
    redraw();
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** The last word is said: steps that end later are not told any more. */
  @Override
  public synchronized void close() {
    ticker.shutdownNow();
    running.clear();
    if (!closed) {
      clear();
    }
    closed = true;
  }

  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private synchronized Step begin(String name) {
    Step step = new Step(name);
    running.add(step);
    redraw();
    return step;
  }

  private synchronized void end(Step step, String mark, String result) {
    running.remove(step);
    String time = seconds(Duration.ofNanos(System.nanoTime() - step.begun));
    say(
        "  %s %s%s%s"
            .formatted(
                mark,
                padded(step.name, NAME_WIDTH),
                padded(result, RESULT_WIDTH),
                console.dim("%7s".formatted(time))));
  }

  private synchronized void redraw() {
    if (!console.live() || running.isEmpty()) {
      return;
    }
    String names = running.stream().map(Step::toString).collect(Collectors.joining(", "));
    String line = "    %s  %s".formatted(seconds(elapsed()), names);
    console
        .out()
        .print("\r\033[K" + console.dim(line.substring(0, Math.min(line.length(), LINE_WIDTH))));
    console.out().flush();
  }

  private void clear() {
    if (console.live()) {
      console.out().print("\r\033[K");
    }
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + "  " : text + " ".repeat(width - text.length());
  }

  /** Its fields are guarded by the lock of the steps. */
  private static final class Step {
    private final String name;
    private final long begun = System.nanoTime();
    private String detail = "";

    Step(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
  }
}
