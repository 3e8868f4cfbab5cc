package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.attack.Wire.Reply;
import dev.turnpike.ingress.document.ApiDocument;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Requests by the thousand, made after the document and broken in many ways. Set {@code fuzz.seed}
 * to repeat a run, {@code fuzz.requests} to make it longer, and {@code fuzz.only} with the number
 * of a request to send that one alone.
 */
class FuzzTest {
  private static final int THREADS = 4;
  private static final int TIMEOUT_MILLIS = 20_000;

  /** Of the embedded broker in this JVM, which complains when the machine is slow. */
  private static final String CONTROLLER = "org.apache.kafka.controller.";

  /** Other tests write unreadable records to the broker that all share. */
  private static final String RECORDS = "dev.turnpike.keyed";

  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static final Queue<String> errors = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              stage.remember();
              stage.answer("Yes.");
            });
    api = ingress.client();
    AppenderBase<ILoggingEvent> watching =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                && !event.getLoggerName().startsWith(RECORDS)
                && !event.getLoggerName().startsWith(CONTROLLER)) {
              errors.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
          }
        };
    watching.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(watching);
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void nothingBreaksIt() throws InterruptedException {
    System.out.printf("fuzz.seed=%d fuzz.requests=%d%n", SEED, REQUESTS);
    ApiDocument document = ApiDocument.of(api);
    RequestGenerator requests = new RequestGenerator(document, Party.of(api), SEED);
    Map<String, Integer> seen = new TreeMap<>();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger(Integer.getInteger("fuzz.only", 0));
    int end = Integer.getInteger("fuzz.only", REQUESTS - 1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().start(() -> send(requests, next, end, seen, failures)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(seen);
    assertThat(failures).isEmpty();
    assertThat(errors).isEmpty();
    assertThat(api.get("/health", null).status()).isEqualTo(200);
    assertThat(Party.of(api).ids()).doesNotContainValue("");
  }

  private static void send(
      RequestGenerator requests,
      AtomicInteger next,
      int end,
      Map<String, Integer> seen,
      Queue<String> failures) {
    Connection connection = new Connection();
    for (int number = next.getAndIncrement();
        number <= end && failures.size() < 10;
        number = next.getAndIncrement()) {
      FuzzRequest request = requests.request(number);
      Optional<String> complaint = connection.complaint(request, seen);
      if (complaint.isPresent()) {
        failures.add(
            "-Dfuzz.seed=%d -Dfuzz.only=%d (%s): %s%n%s"
                .formatted(SEED, number, request.operation(), complaint.get(), smallest(request)));
      }
    }
    connection.close();
  }

  /** Makes a failing request smaller for as long as it fails. */
  private static FuzzRequest smallest(FuzzRequest failing) {
    Connection connection = new Connection();
    FuzzRequest smallest = failing;
    for (int tries = 0; tries < 60; tries++) {
      Optional<FuzzRequest> smaller =
          smallest.smaller().stream()
              .filter(each -> connection.complaint(each, new TreeMap<>()).isPresent())
              .findFirst();
      if (smaller.isEmpty()) {
        break;
      }
      smallest = smaller.get();
    }
    connection.close();
    return smallest;
  }

  /** Kept for as long as the server keeps it. */
  private static final class Connection {
    private @Nullable Wire wire;

    Optional<String> complaint(FuzzRequest request, Map<String, Integer> seen) {
      try {
        Reply reply = exchange(request);
        synchronized (seen) {
          seen.merge(reply.status() + (request.faithful() ? "" : " elsewhere"), 1, Integer::sum);
        }
        return AnswerRules.complaint(request, reply)
            .map(complaint -> complaint + System.lineSeparator() + reply);
      } catch (IOException | RuntimeException e) {
        close();
        return Optional.of("no answer: " + e);
      }
    }

    private Reply exchange(FuzzRequest request) throws IOException {
      Wire kept = wire;
      if (kept != null) {
        try {
          return exchange(request, kept);
        } catch (IOException e) {
          close(); // The server may close what it kept at any time.
        }
      }
      Wire fresh = Wire.to(ingress.port(), TIMEOUT_MILLIS);
      wire = fresh;
      return exchange(request, fresh);
    }

    private Reply exchange(FuzzRequest request, Wire current) throws IOException {
      current.send(request.bytes());
      Reply reply = current.read(!request.method().equals("HEAD"));
      if (!reply.lasts()) {
        close();
      }
      return reply;
    }

    void close() {
      if (wire != null) {
        wire.close();
        wire = null;
      }
    }
  }
}
