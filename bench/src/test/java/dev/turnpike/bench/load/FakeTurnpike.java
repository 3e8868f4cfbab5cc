package dev.turnpike.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** The native chat API with answers that a test writes: what Turnpike looks like to the bench. */
public final class FakeTurnpike implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final List<String> frames;
  private final Duration delay;
  private final AtomicInteger refusalsLeft = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile int stallsAt = Integer.MAX_VALUE;
  private volatile String retryAfter = "";
  private volatile long stallNanos;
  private volatile long stalledUntil;

  private FakeTurnpike(HttpServer server, List<String> frames, Duration delay) {
    this.server = server;
    this.frames = frames;
    this.delay = delay;
  }

  /** Answers every question with these tokens, each after the delay, and says that it is done. */
  public static FakeTurnpike answering(List<String> tokens, Duration delay) throws IOException {
    List<String> frames = new ArrayList<>();
    frames.add(frame(Map.of("content", "", "done", false, "type", "started")));
    tokens.forEach(token -> frames.add(frame(Map.of("content", token, "done", false))));
    frames.add(frame(Map.of("content", "", "done", true, "type", "completed")));
    return sending(frames, delay);
  }

  /** Answers every question with these bytes. */
  static FakeTurnpike sending(List<String> frames, Duration delay) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    FakeTurnpike fake = new FakeTurnpike(server, frames, delay);
    server.createContext("/api/v1/auth/register", fake::token);
    server.createContext("/api/v1/auth/login", fake::token);
    server.createContext("/api/v1/auth/session", fake::token);
    server.createContext("/api/v1/chatbot/chat/stream", fake::stream);
    server.start();
    return fake;
  }

  static String frame(Map<String, ?> data) {
    return "id: c\ndata: " + JSON.writeValueAsString(data) + "\n\n";
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answersWith(int newStatus) {
    status = newStatus;
  }

  /** Tells so many callers to come again after a second, whatever they want. */
  public void refuses(int callers) {
    refusalsLeft.set(callers);
  }

  private boolean refused(HttpExchange exchange) throws IOException {
    if (refusalsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      return false;
    }
    exchange.getResponseHeaders().add("Retry-After", "1");
    send(exchange, 503, "{}");
    return true;
  }

  /** Refuses every chat so, and says when to come again. */
  void refusesChats(int newStatus, int seconds) {
    retryAfter = Integer.toString(seconds);
    status = newStatus;
  }

  /** From this question on, counted from 1, nobody gets a byte until that time is over. */
  void stallsAt(int question, Duration length) {
    stallNanos = length.toNanos();
    stallsAt = question;
  }

  /** How many questions there were. */
  int asked() {
    return asked.get();
  }

  private void token(HttpExchange exchange) throws IOException {
    if (!refused(exchange)) {
      send(exchange, 200, "{\"access_token\":\"t\",\"token\":{\"access_token\":\"t\"}}");
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    if (status != 200) {
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      send(exchange, status, "{}");
      return;
    }
    exchange.getRequestBody().readAllBytes();
    int question = asked.incrementAndGet();
    if (question == stallsAt) {
      stalledUntil = System.nanoTime() + stallNanos;
    }
    if (question >= stallsAt) {
      Moment.await(stalledUntil);
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      frames.forEach(frame -> write(body, frame));
    }
  }

  private void write(OutputStream body, String frame) {
    try {
      LockSupport.parkNanos(delay.toNanos());
      body.write(frame.getBytes(StandardCharsets.UTF_8));
      body.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
