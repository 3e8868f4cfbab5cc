package dev.turnpike.console;

import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A whole system, each service a process that is started again when it dies. */
final class RunningSystem implements AutoCloseable {
  /** Whose account sees the operations; a test that needs it registers it. */
  static final String ADMINISTRATOR = "operator@example.org";

  private static final Duration READY = Duration.ofMinutes(5);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path folder;
  private final ChildJvm up;
  private final Endpoints endpoints;

  private RunningSystem(Path folder, ChildJvm up, Endpoints endpoints) {
    this.folder = folder;
    this.up = up;
    this.endpoints = endpoints;
  }

  static RunningSystem start() throws IOException {
    Path folder = Files.createTempDirectory("turnpike-console-");
    ChildJvm up =
        ChildJvm.running(Turnpike.class)
            .jvmOptions("-Xmx512m")
            .environment(
                Map.of(
                    "TURNPIKE_ADMINISTRATORS",
                    ADMINISTRATOR,
                    "TURNPIKE_INGRESS_ADMINISTRATORS_MAYREGISTER",
                    "true"))
            .arguments("up", "--processes", "--data", folder, "--port", FreePort.find())
            .start();
    try {
      up.awaitLine("Turnpike is ready at ", READY);
      return new RunningSystem(folder, up, Endpoints.read(folder).orElseThrow());
    } catch (RuntimeException | AssertionError e) {
      up.close();
      throw e;
    }
  }

  /** Without a slash at its end. */
  String url() {
    return endpoints.url();
  }

  String bootstrapServers() {
    return endpoints.bootstrapServers();
  }

  /** Kills the ingress as kill -9 does; another is started at the same address. */
  void killIngress() {
    kill("ingress-api-1");
  }

  void killWorker() {
    kill("agent-workers-1");
  }

  /** Each service writes its process beside its logs, a new one when it is started again. */
  private void kill(String service) {
    try {
      long pid =
          Long.parseLong(Files.readString(folder.resolve("pids/" + service + ".pid")).strip());
      ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    URI readiness = URI.create(url() + "/health/readiness");
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                HTTP.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                        .statusCode()
                    == 200);
  }

  @Override
  public void close() {
    // Not killed: its services and the database are to end before their folder is deleted.
    up.terminate();
    up.awaitExit(Duration.ofMinutes(1));
    up.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
