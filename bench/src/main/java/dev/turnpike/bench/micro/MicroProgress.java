package dev.turnpike.bench.micro;

import dev.turnpike.operations.console.Console;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Says how far JMH is: a line for each benchmark that is done, and on a terminal one that changes.
 * What JMH prints itself is only kept, for the case that it fails.
 */
final class MicroProgress implements OutputFormat {
  private static final int KEPT = 30;

  private final Console console;
  private final PrintStream out;
  private final Deque<String> words = new ArrayDeque<>();
  private String percent = "";

  MicroProgress(Console console) {
    this.console = console;
    this.out = console.out();
  }

  void line(String text) {
    out.println((console.live() ? "\r\033[K" : "") + text);
  }

  /** The end of what JMH said, beginning with a line end; empty if it said nothing. */
  String lastWords() {
    return words.isEmpty() ? "" : "\n" + String.join("\n", words);
  }

  @Override
  public void startRun() {
    line("Measuring in nanoseconds and bytes for each operation.");
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    changing(Figure.name(params));
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
    changing("%s, %s %d".formatted(Figure.name(params), iteration.getType(), number));
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {
    Figure figure = Figure.of(new RunResult(result.getParams(), List.of(result)));
    line(
        String.format(
            Locale.ROOT,
            "  %-41s %-28s %10.1f ns %9.0f B",
            figure.benchmark(),
            figure.choice(),
            figure.nanos(),
            figure.bytes()));
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    line("");
  }

  @Override
  public void print(String text) {}

  @Override
  public void println(String text) {
    if (text.startsWith("# Run progress: ")) {
      percent = text.substring("# Run progress: ".length()) + "; ";
    } else if (!text.isBlank()) {
      words.addLast(text);
      if (words.size() > KEPT) {
        words.removeFirst();
      }
    }
  }

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int b) {}

  @Override
  public void write(byte[] bytes) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private void changing(String text) {
    if (console.live()) {
      out.print("\r\033[K  " + percent + text);
      out.flush();
    }
  }
}
