package dev.turnpike.bench.startup;

import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.embedded.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One start of a worker, followed from outside: when its port is open, when it says that it is
 * ready, and when its consumer has its partitions.
 */
final class WorkerStart implements AutoCloseable {
  /** What the consumer logs, as text and as JSON. */
  private static final String ASSIGNED = "Partitions assigned";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long PAUSE_NANOS = 5_000_000;

  /**
   * In seconds since the process was asked for.
   *
   * @param cpu processor time until it was consuming
   */
  record Times(double listening, double ready, double consuming, double cpu) {}

  private final HttpClient client;
  private final int port;
  private final long begun;
  private final Process process;
  private final CompletableFuture<Times> consuming = new CompletableFuture<>();

  private WorkerStart(HttpClient client, int port, long begun, Process process) {
    this.client = client;
    this.port = port;
    this.begun = begun;
    this.process = process;
  }

  static WorkerStart begin(HttpClient client, List<String> command, Map<String, String> settings)
      throws IOException {
    int port = FreePort.find();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    long begun = System.nanoTime();
    WorkerStart start = new WorkerStart(client, port, begun, builder.start());
    // Reading a pipe holds on to a carrier thread, of which there may be two.
    var _ = Thread.ofPlatform().daemon().name("worker-output").start(start::read);
    return start;
  }

  /** Returns when the worker consumes. */
  Times await() throws IOException, InterruptedException {
    until(this::listens);
    double listening = elapsed();
    until(this::isReady);
    double ready = elapsed();
    try {
      Times last = consuming.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Times(listening, ready, last.consuming, last.cpu);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchRefusal("The worker got no partitions.", e);
    }
  }

  private interface State {
    boolean holds() throws IOException, InterruptedException;
  }

  private void until(State state) throws IOException, InterruptedException {
    while (!state.holds()) {
      if (!process.isAlive()) {
        throw new BenchRefusal("The worker ended with status " + process.exitValue() + ".");
      }
      if (elapsed() > PATIENCE.toSeconds()) {
        throw new BenchRefusal("The worker did not start within " + PATIENCE + ".");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/readiness".formatted(port)))
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(ASSIGNED)) {
          consuming.complete(new Times(0, 0, elapsed(), cpu()));
        }
      }
    } catch (IOException e) {
      // As good as its end.
    }
    consuming.completeExceptionally(new IOException("it ended"));
  }

  private double elapsed() {
    return Rounded.to(3, (System.nanoTime() - begun) / 1e9);
  }

  private double cpu() {
    return process
        .info()
        .totalCpuDuration()
        .map(time -> Rounded.to(3, time.toMillis() / 1e3))
        .orElse(0.0);
  }

  /** Stops it as platforms do, and returns when it has ended: a training then leaves its cache. */
  @Override
  public void close() {
    // Process.destroy would close its output, too, and writing the cache ends at its first word.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
