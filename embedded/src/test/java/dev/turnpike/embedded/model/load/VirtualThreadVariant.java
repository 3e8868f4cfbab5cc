package dev.turnpike.embedded.model.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.embedded.model.answers.Scriptwriter;
import dev.turnpike.embedded.model.knobs.Knobs;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.ChatRequestParser;
import dev.turnpike.embedded.model.wire.ChunkFormat;
import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The rejected way to serve, kept to be measured: the JDK's HTTP server with a virtual thread per
 * stream, which sleeps until its next token is due and then writes it.
 */
public final class VirtualThreadVariant {
  private VirtualThreadVariant() {}

  public static void main(String... arguments) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 4096);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", VirtualThreadVariant::answer);
    server.start();
    System.out.println("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    new CountDownLatch(1).await();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    long begun = System.nanoTime();
    ChatRequest request = new ChatRequestParser().parse(exchange.getRequestBody().readAllBytes());
    Knobs knobs = Knobs.DEMO.of(request.model());
    Completion completion = new Scriptwriter().write(request, knobs);
    ChunkFormat format = new ChunkFormat(new Identity("chatcmpl-x", 1, request.model()), false);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    long due = begun + knobs.ttft().toNanos();
    try (OutputStream body = exchange.getResponseBody()) {
      send(body, format, format.role(completion));
      for (byte[] delta : format.deltas(completion)) {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        send(body, format, delta);
        due += knobs.gap().toNanos();
      }
      body.write(format.finish(completion.finishReason()));
      body.write(format.trailer(completion.usage()));
    }
  }

  private static void send(OutputStream body, ChunkFormat format, byte[] delta) throws IOException {
    ByteBuffer event = ByteBuffer.allocate(format.eventLength(delta));
    format.putEvent(delta, event);
    body.write(event.array());
    body.flush();
  }
}
