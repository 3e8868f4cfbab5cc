package dev.turnpike.ingress.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which anything can be said, whether it is HTTP or not. */
final class Wire implements AutoCloseable {
  private static final int LARGEST = 8 << 20;

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  static Wire to(int port, int timeoutMillis) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(timeoutMillis);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
    return new Wire(socket);
  }

  /**
   * An answer.
   *
   * @param headers names in lower case
   * @param lasts whether the connection can be used again
   */
  record Reply(int status, Map<String, String> headers, String body, boolean lasts) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean isStream() {
      return header("Content-Type").startsWith("text/event-stream");
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** The next answer; of a stream only its head. */
  Reply read(boolean hasBody) throws IOException {
    String line = line();
    while (line.startsWith("HTTP/1.1 1")) { // Informational.
      while (!line.isEmpty()) {
        line = line();
      }
      line = line();
    }
    int status = Integer.parseInt(line.substring(9, 12));
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.merge(
          header.substring(0, colon).toLowerCase(Locale.ROOT),
          header.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    Reply head = new Reply(status, headers, "", false);
    if (head.isStream() && status == 200) {
      return head;
    }
    boolean ends = head.header("Connection").equalsIgnoreCase("close");
    boolean delimited =
        headers.containsKey("content-length") || head.header("Transfer-Encoding").equals("chunked");
    byte[] body = hasBody && status != 204 && status != 304 ? body(head) : new byte[0];
    return new Reply(
        status,
        headers,
        new String(body, StandardCharsets.UTF_8),
        !ends && (delimited || !hasBody || status == 204 || status == 304));
  }

  private byte[] body(Reply head) throws IOException {
    if (head.header("Transfer-Encoding").equals("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int size = chunk(); size > 0; size = chunk()) {
        all.write(in.readNBytes(size));
        line();
      }
      line();
      return all.toByteArray();
    }
    String length = head.header("Content-Length");
    return length.isEmpty() ? in.readNBytes(LARGEST) : in.readNBytes(Integer.parseInt(length));
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after \"" + line + "\"");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /** Everything until the server closes or says nothing more. */
  String heard() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
      }
    } catch (SocketTimeoutException e) {
      // It is silent.
    } catch (SocketException e) {
      // It is gone, with what it did not read.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
