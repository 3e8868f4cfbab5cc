package dev.turnpike.bench.analytics;

import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.system.BenchRefusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sees probes at {@code GET /api/v1/analytics/turns}, asked ten times a second. */
final class ApiWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK_BACK = Duration.ofMinutes(2);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final Thread thread;
  private final Distribution answers = new Distribution(); // guarded by itself
  private volatile Probes probes = new Probes();
  private volatile boolean stopped;

  /**
   * @param url of the service
   */
  ApiWatch(String url) {
    this.url = url;
    thread = Thread.ofPlatform().name("api-watch").start(this::run);
  }

  /** Whom to tell from now on; answers are timed from now on, too. */
  void tell(Probes next) {
    probes = next;
  }

  /** How long answers took. */
  Distribution answers() {
    Distribution copy = new Distribution();
    synchronized (answers) {
      copy.addAll(answers);
    }
    return copy;
  }

  private void run() {
    while (!stopped) {
      try {
        long begin = System.nanoTime();
        look();
        synchronized (answers) {
          answers.add(System.nanoTime() - begin);
        }
      } catch (IOException e) {
        // It is not up yet, or not any more.
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void look() throws IOException, InterruptedException {
    Instant from = Instant.now().minus(LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
    URI address =
        URI.create(url + "/api/v1/analytics/turns?granularity=total&group_by=agent&from=" + from);
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 400) {
      throw new BenchRefusal("Analytics refuses the bench's question: " + response.body());
    }
    if (response.statusCode() == 200) {
      for (JsonNode row : json.readTree(response.body()).path("rows")) {
        if (row.path("agent").asString().startsWith("probe-")) {
          probes.seen(row.path("agent").asString());
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    client.close();
  }
}
