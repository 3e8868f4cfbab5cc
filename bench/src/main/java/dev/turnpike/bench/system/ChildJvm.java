package dev.turnpike.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A main class of this class path in a JVM of its own, until it is closed. */
final class ChildJvm implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int KEPT_LINES = 20;

  private final String name;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Thread stopAtExit = new Thread(this::stop);
  // Guarded by itself; the last lines, for the message if the child fails.
  private final Deque<String> lines = new ArrayDeque<>();

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * @param environment what differs from this process's own; an empty value removes a variable
   */
  static ChildJvm start(
      String name,
      List<String> options,
      Class<?> main,
      List<String> arguments,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    environment.forEach(builder.environment()::put);
    builder.environment().values().removeIf(String::isEmpty);
    try {
      ChildJvm child = new ChildJvm(name, builder.start());
      Runtime.getRuntime().addShutdownHook(child.stopAtExit);
      return child;
    } catch (IOException e) {
      throw new BenchRefusal("Can't start %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a line that starts so, shows each line before it, and returns the rest of it. */
  String awaitLine(String start, Duration patience, Consumer<String> show) {
    // Reading a pipe holds on to a carrier thread, of which there may be two, and many users.
    var _ = Thread.ofPlatform().daemon().name("output-of-" + name).start(() -> follow(start, show));
    try {
      return ready.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BenchRefusal("%s did not start:%n%s".formatted(name, String.join("\n", said())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchRefusal("Interrupted.", e);
    }
  }

  private void follow(String start, Consumer<String> show) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        keep(line);
        if (line.startsWith(start)) {
          ready.complete(line.substring(start.length()).strip());
        } else if (!ready.isDone()) {
          show.accept(line);
        }
      }
    } catch (IOException e) {
      keep(e.toString());
    }
    ready.completeExceptionally(new IOException("it ended"));
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.add(line);
      if (lines.size() > KEPT_LINES) {
        lines.remove();
      }
    }
  }

  private Collection<String> said() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException shuttingDown) {
      // then the hook runs anyway, and finds nothing to stop
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
