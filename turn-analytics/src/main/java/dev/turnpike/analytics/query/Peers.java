package dev.turnpike.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks other instances, all at once. One that does not answer in time has nothing to say. */
final class Peers implements AutoCloseable {

  /** What is asked, apart from the partitions. */
  record Call(String path, Map<String, String> parameters) {

    Call {
      parameters = Map.copyOf(parameters);
    }

    private URI to(HostInfo peer, List<Integer> partitions) {
      StringBuilder query = new StringBuilder("partitions=");
      query.append(partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
      parameters.forEach(
          (name, value) ->
              query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
      String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
      return URI.create("http://%s:%d%s%s?%s".formatted(host, peer.port(), PATH, path, query));
    }
  }

  /** Where instances answer each other. */
  static final String PATH = "/internal/analytics/";

  private static final Logger log = LoggerFactory.getLogger(Peers.class);

  private final HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration timeout;

  Peers(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).executor(threads).build();
  }

  /**
   * @param wanted by instance, the partitions that it should have
   */
  <T extends SpecificRecord> List<Part<T>> ask(
      Call call, Map<HostInfo, List<Integer>> wanted, EventList<T> format) {
    List<Future<Part<T>>> asked = new ArrayList<>();
    wanted.forEach(
        (peer, partitions) -> {
          Callable<Part<T>> asking = () -> ask(call.to(peer, partitions), format);
          asked.add(threads.submit(asking));
        });
    // A request's own timeout ends with the headers of the answer.
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Part<T>> parts = new ArrayList<>();
    for (Future<Part<T>> each : asked) {
      try {
        parts.add(each.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BadQuestion bad) {
          throw bad;
        }
        log.atWarn()
            .addKeyValue("failure", String.valueOf(e.getCause()))
            .log("Another instance does not answer");
      } catch (TimeoutException e) {
        each.cancel(true);
        log.atWarn().log("Another instance does not answer in time");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return parts;
      }
    }
    return parts;
  }

  private <T extends SpecificRecord> Part<T> ask(URI address, EventList<T> format)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(address).timeout(timeout).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() == 400) {
      throw new BadQuestion(
          "Another instance could not answer it within the limits: ask for less.");
    }
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s answered %d".formatted(address.getAuthority(), response.statusCode()));
    }
    return format.read(response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
