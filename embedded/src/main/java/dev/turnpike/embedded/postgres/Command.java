package dev.turnpike.embedded.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs a program to its end and keeps the last lines of what it printed. */
final class Command {

  private static final int KEPT_LINES = 20;

  /** The exit code and the end of the output, standard error included. */
  record Outcome(int exitCode, String output) {

    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Command() {}

  static Outcome run(List<String> command) {
    return run(command, _ -> {});
  }

  /** As {@link #run(List)}, and hands on each line as soon as it is printed. */
  static Outcome run(List<String> command, Consumer<String> lines) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> kept = new ArrayList<>();
      try (BufferedReader output = process.inputReader()) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          lines.accept(line);
          kept.add(line);
          if (kept.size() > KEPT_LINES) {
            kept.removeFirst();
          }
        }
      }
      return new Outcome(process.waitFor(), String.join("\n", kept));
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command.getFirst(), e);
    }
  }
}
