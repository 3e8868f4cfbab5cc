package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many clients that log in at once, each coming again when it is told to, until it is in. */
public final class LoginStorm {
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int BUSY = 503;
  private static final int TOO_MANY = 429;

  private final URI login;
  private final InetSocketAddress address;
  private final AtomicInteger done = new AtomicInteger();

  public LoginStorm(URI base) {
    this.login = base.resolve("/api/v1/auth/login");
    this.address = Requests.address(base);
  }

  /** Somebody who is registered. */
  public record Credentials(String email, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Credentials[email=%s]".formatted(email);
    }
  }

  /**
   * What came of it.
   *
   * @param refusals answers 503 or 429 with Retry-After, of all clients together
   * @param seconds each client was there until it was in, the quickest first; of those that got in
   * @param failures what went wrong for good, and how often
   */
  public record Outcome(
      double lengthSeconds, int refusals, List<Double> seconds, Map<String, Integer> failures) {
    public Outcome {
      seconds = seconds.stream().sorted(Comparator.naturalOrder()).toList();
      failures = Map.copyOf(failures);
    }
  }

  private record Visit(double seconds, int refusals, String failure) {}

  /** How many clients are in, or have given up. */
  public int done() {
    return done.get();
  }

  /** Returns when every client is in or has failed. */
  public Outcome run(List<Credentials> clients) throws InterruptedException {
    long begin = System.nanoTime();
    List<Visit> visits = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Visit>> all =
          clients.stream().map(client -> threads.submit(() -> visit(client))).toList();
      for (Future<Visit> each : all) {
        visits.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A client broke down", e.getCause());
    }
    Map<String, Integer> failures = new TreeMap<>();
    visits.stream()
        .filter(visit -> !visit.failure.isEmpty())
        .forEach(visit -> failures.merge(visit.failure, 1, Integer::sum));
    return new Outcome(
        (System.nanoTime() - begin) / 1e9,
        visits.stream().mapToInt(Visit::refusals).sum(),
        visits.stream().filter(visit -> visit.failure.isEmpty()).map(Visit::seconds).toList(),
        failures);
  }

  private Visit visit(Credentials client) {
    long begin = System.nanoTime();
    byte[] request = Requests.form(login, form(client));
    int refusals = 0;
    String failure = "";
    try {
      ResponseHead head = ask(request);
      while (isRefusal(head)) {
        refusals++;
        LockSupport.parkNanos(
            Duration.ofSeconds(Long.parseLong(head.headers().get("retry-after"))).toNanos());
        head = ask(request);
      }
      failure = head.status() == OK ? "" : "status " + head.status();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    done.incrementAndGet();
    return new Visit((System.nanoTime() - begin) / 1e9, refusals, failure);
  }

  private ResponseHead ask(byte[] request) throws IOException {
    try (Connection connection = Connection.open(address, SILENCE)) {
      return connection.send(request);
    }
  }

  private static boolean isRefusal(ResponseHead head) {
    return (head.status() == BUSY || head.status() == TOO_MANY)
        && head.headers().getOrDefault("retry-after", "").matches("\\d{1,4}");
  }

  private static String form(Credentials client) {
    return "grant_type=password&username=%s&password=%s"
        .formatted(
            URLEncoder.encode(client.email, StandardCharsets.UTF_8),
            URLEncoder.encode(client.password, StandardCharsets.UTF_8));
  }
}
