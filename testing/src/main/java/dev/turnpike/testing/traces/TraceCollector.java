package dev.turnpike.testing.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes traces by OTLP over HTTP, in this process, and keeps all of them. */
public final class TraceCollector implements AutoCloseable {

  private final HttpServer server;
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final List<SentSpan> spans = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean silent;
  private volatile @Nullable String authorization;

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var collector = new TraceCollector(server);
      server.createContext("/v1/traces", collector::take);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it refuses what comes. */
  public void refuse(int status) {
    this.status = status;
  }

  /** From now on it takes calls and does not answer. */
  public void fallSilent() {
    silent = true;
  }

  public int calls() {
    return calls.get();
  }

  public List<SentSpan> spans() {
    return List.copyOf(spans);
  }

  public List<SentSpan> spans(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  /** Of the last call. */
  public @Nullable String authorization() {
    return authorization;
  }

  /** Whether a text stands anywhere in what was sent. */
  public boolean holds(String text) {
    return bodies.stream()
        .anyMatch(body -> new String(body, StandardCharsets.UTF_8).contains(text));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.incrementAndGet();
      authorization = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (silent) {
        closed.await();
      }
      if (status == 200) {
        bodies.add(body);
        spans.addAll(SpanReader.read(body));
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
