package dev.turnpike.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Streams that were opened and are left open, each on a connection of its own. */
public final class OpenStreams implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] ACCEPTED = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  private OpenStreams() {}

  /** Returns when every lane has its stream or was refused. */
  public static OpenStreams open(List<Lane> lanes, String model) {
    OpenStreams streams = new OpenStreams();
    Semaphore free = new Semaphore(AT_ONCE);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Lane lane : lanes) {
        free.acquireUninterruptibly();
        executor.execute(
            () -> {
              try {
                streams.open(lane, model);
              } finally {
                free.release();
              }
            });
      }
    }
    return streams;
  }

  public int count() {
    return sockets.size();
  }

  /** Why streams were not opened. */
  public List<String> refusals() {
    return new ArrayList<>(refusals);
  }

  private void open(Lane lane, String model) {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.connect(lane.address(), Math.toIntExact(PATIENCE.toMillis()));
      socket.getOutputStream().write(lane.request(model));
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(ACCEPTED.length), StandardCharsets.US_ASCII);
      if (status.equals(new String(ACCEPTED, StandardCharsets.US_ASCII))) {
        sockets.add(socket);
        return;
      }
      refusals.add(status);
    } catch (IOException e) {
      refusals.add(String.valueOf(e.getMessage()));
    }
    close(socket);
  }

  @Override
  public void close() {
    sockets.forEach(OpenStreams::close);
    sockets.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket that can't be closed", e);
    }
  }
}
