package dev.turnpike.platform;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * How a port talks, found out with one harmless request without TLS. Kafka's clients can't be
 * asked: they take the first bytes of a TLS server's refusal for the length of an answer, want a
 * third of a gigabyte of memory for it, and report in the end that time ran out.
 */
public enum KafkaWire {
  /** A broker that speaks without TLS, with a login or without. */
  PLAIN,
  /** Something that speaks TLS only. */
  TLS,
  /** Nothing that Kafka would say. */
  OTHER;

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_MAJOR_VERSION = 3;
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final short API_VERSIONS = 18;

  /** Connects, asks and closes. */
  public static KafkaWire at(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request());
      int first = new DataInputStream(socket.getInputStream()).readInt();
      if (first >>> 24 == TLS_ALERT && (first >>> 16 & 0xff) == TLS_MAJOR_VERSION) {
        return TLS;
      }
      return first > 0 && first < LONGEST_ANSWER ? PLAIN : OTHER;
    } catch (EOFException | SocketTimeoutException e) {
      return OTHER;
    }
  }

  /** ApiVersions in its first version: no client id, no body. */
  private static byte[] request() {
    int length = Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES;
    return ByteBuffer.allocate(Integer.BYTES + length)
        .putInt(length)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(1)
        .putShort((short) -1)
        .array();
  }
}
