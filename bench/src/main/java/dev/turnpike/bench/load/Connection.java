package dev.turnpike.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One HTTP/1.1 connection on a plain socket. An HTTP client would cost as much as what is measured,
 * and would say when its threads got round to a token, not when the token came.
 *
 * <p>Used by one virtual thread. Responses are read whole, one after the other.
 */
final class Connection implements AutoCloseable {
  private static final int LARGEST_HEAD = 16 * 1024;
  private static final int CONNECT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[32 * 1024];
  private int position;
  private int limit;
  private long arrivedNanos;
  private long received;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /**
   * @param silence a response that sends nothing for so long is given up
   */
  static Connection open(InetSocketAddress address, Duration silence) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
      socket.connect(address, CONNECT_MILLIS);
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a whole request and returns the head of its response. */
  ResponseHead send(byte[] request) throws IOException {
    received = 0;
    socket.getOutputStream().write(request);
    return ResponseHead.parse(readHead());
  }

  /**
   * Asks what the lane asks next in the same turn, until it asks no more, and returns the head of
   * the last response.
   */
  ResponseHead readOn(Lane lane, ResponseHead first, SseReader.Events events) throws IOException {
    ResponseHead head = first;
    for (byte[] next = lane.next(); next != null; next = lane.next()) {
      if (!head.keepsConnection()) {
        throw new IOException("the connection ended between two calls of a turn");
      }
      socket.getOutputStream().write(next);
      head = ResponseHead.parse(readHead());
      if (head.status() != 200) {
        throw new IOException("HTTP " + head.status());
      }
      readBody(head, new SseReader(events));
    }
    return head;
  }

  /** Hands over the body's content and returns at its end. */
  void readBody(ResponseHead head, ByteSink content) throws IOException {
    if (head.chunked()) {
      ChunkedBody body = new ChunkedBody(content);
      while (!body.done()) {
        require(fill());
        body.accept(buffer, position, limit, arrivedNanos);
        position = limit;
      }
      return;
    }
    long left = head.contentLength() < 0 ? Long.MAX_VALUE : head.contentLength();
    while (left > 0 && (fill() || fails(head.contentLength() >= 0))) {
      int end = (int) Math.min(limit, position + left);
      content.accept(buffer, position, end, arrivedNanos);
      left -= end - position;
      position = end;
    }
  }

  /** Bytes of the responses since {@link #send} so far, heads and framing included. */
  long received() {
    return received;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket that can't be closed", e);
    }
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (true) {
      require(fill());
      String text = new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1);
      int searchFrom = Math.max(0, head.length() - 3);
      int before = head.length();
      head.append(text);
      int end = head.indexOf("\r\n\r\n", searchFrom);
      if (end >= 0) {
        position += end + 4 - before;
        return head.substring(0, end);
      }
      position = limit;
      if (head.length() > LARGEST_HEAD) {
        throw new IOException("an endless head");
      }
    }
  }

  /** Whether there is something in the buffer; waits for it if need be. */
  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    int count = in.read(buffer);
    arrivedNanos = System.nanoTime();
    position = 0;
    limit = Math.max(0, count);
    received += limit;
    return count > 0;
  }

  private static void require(boolean available) throws EOFException {
    if (!available) {
      throw new EOFException("the connection ended in the middle");
    }
  }

  private static boolean fails(boolean unfinished) throws EOFException {
    require(!unfinished);
    return false;
  }
}
