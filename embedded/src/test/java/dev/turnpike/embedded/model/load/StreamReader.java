package dev.turnpike.embedded.model.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads many streams on one thread as cheaply as it can: it counts ends of events and notes how
 * late each came, measured from the moment its request was sent.
 */
final class StreamReader {
  private static final long PATIENCE_MILLIS = 60_000;

  /**
   * Opening thousands of connections costs more than the streams: what comes by then is not judged.
   */
  private static final long SETTLING_NANOS = 1_000_000_000;

  private final InetSocketAddress address;
  private final byte[] request;
  private final int streams;
  private final int tokens;
  private final long ttftNanos;
  private final long gapNanos;
  private final long[] errors;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private int received;
  private int seen;
  private int complete;
  private int closed;
  private long steadyFrom;

  /** Where one stream is. */
  private static final class Progress {
    final long sent = System.nanoTime();
    int events;
    byte before;
  }

  StreamReader(URI url, String model, int streams, int tokens, long ttftNanos, long gapNanos) {
    this.address = new InetSocketAddress(url.getHost(), url.getPort());
    this.request = request(url, model);
    this.streams = streams;
    this.tokens = tokens;
    this.ttftNanos = ttftNanos;
    this.gapNanos = gapNanos;
    this.errors = new long[streams * tokens];
  }

  private static byte[] request(URI url, String model) {
    String body =
        "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}"
            .formatted(model);
    return """
        POST %s/chat/completions HTTP/1.1\r
        Host: %s\r
        Connection: close\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(url.getPath(), url.getAuthority(), body.length(), body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Opens the streams evenly over {@code spread} and reads all to their ends. */
  void run(Duration spread) throws IOException {
    long begun = System.nanoTime();
    steadyFrom = begun + spread.toNanos() + SETTLING_NANOS;
    int opened = 0;
    try (Selector selector = Selector.open()) {
      while (closed < streams) {
        while (opened < streams
            && System.nanoTime() - begun >= spread.toNanos() * opened / streams) {
          open(selector);
          opened++;
        }
        int ready = selector.select(opened < streams ? 1 : PATIENCE_MILLIS);
        if (ready == 0 && opened == streams) {
          throw new IOException("The server went silent.");
        }
        for (SelectionKey key : selector.selectedKeys()) {
          read(key);
        }
        selector.selectedKeys().clear();
      }
    }
  }

  private void open(Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.write(ByteBuffer.wrap(request));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Progress());
  }

  private void read(SelectionKey key) throws IOException {
    Progress progress = (Progress) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    int count = channel.read(buffer.clear());
    if (count < 0) {
      channel.close();
      closed++;
      complete += progress.events == tokens + 3 ? 1 : 0;
      return;
    }
    long now = System.nanoTime();
    buffer.flip();
    while (buffer.hasRemaining()) {
      byte next = buffer.get();
      if (next == '\n' && progress.before == '\n') {
        note(progress, now);
      }
      progress.before = next;
    }
  }

  /** The first event names the role, the last two end the answer; those between are the tokens. */
  private void note(Progress progress, long now) {
    int token = progress.events - 1;
    progress.events++;
    if (token >= 0 && token < tokens) {
      received++;
    }
    if (token >= 0 && token < tokens && now - steadyFrom > 0) {
      errors[seen++] = now - (progress.sent + ttftNanos + token * gapNanos);
    }
  }

  int complete() {
    return complete;
  }

  int received() {
    return received;
  }

  /** How late the tokens came that came after all streams were open. */
  long[] errorNanos() {
    return Arrays.copyOf(errors, seen);
  }
}
