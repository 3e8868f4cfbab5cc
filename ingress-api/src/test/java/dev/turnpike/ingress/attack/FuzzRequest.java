package dev.turnpike.ingress.attack;

import dev.turnpike.ingress.document.ApiDocument.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of the fuzz.
 *
 * @param operation that it is made after, or that its method calls at the same path
 * @param faithful whether method and path are exactly that one's
 * @param headers whole lines, without those that delimit the body
 */
record FuzzRequest(
    Operation operation,
    boolean faithful,
    String method,
    String target,
    List<String> headers,
    Payload payload) {
  FuzzRequest {
    headers = List.copyOf(headers);
  }

  /** Bytes that are compared as such. */
  static final class Payload {
    private final byte @Nullable [] bytes;

    private Payload(byte @Nullable [] bytes) {
      this.bytes = bytes;
    }

    static Payload none() {
      return new Payload(null);
    }

    static Payload of(byte[] bytes) {
      return new Payload(bytes.clone());
    }

    static Payload of(String text) {
      return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
      return bytes == null ? 0 : bytes.length;
    }

    Payload start(int length) {
      return bytes == null ? this : new Payload(Arrays.copyOf(bytes, length));
    }
  }

  byte[] bytes() {
    StringBuilder head =
        new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    byte @Nullable [] body = payload.bytes;
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (body != null) {
      all.writeBytes(body);
    }
    return all.toByteArray();
  }

  FuzzRequest withHeaders(List<String> fewer) {
    return new FuzzRequest(operation, faithful, method, target, fewer, payload);
  }

  FuzzRequest withPayload(Payload shorter) {
    return new FuzzRequest(operation, faithful, method, target, headers, shorter);
  }

  /** Smaller ones that may fail as well. */
  List<FuzzRequest> smaller() {
    List<FuzzRequest> all = new ArrayList<>();
    for (int i = 1; i < headers.size(); i++) { // The first is Host.
      List<String> fewer = new ArrayList<>(headers);
      fewer.remove(i);
      all.add(withHeaders(fewer));
    }
    if (payload.length() > 0) {
      all.add(withPayload(Payload.none()));
      all.add(withPayload(payload.start(payload.length() / 2)));
      all.add(withPayload(payload.start(payload.length() - 1)));
    }
    return all;
  }

  /** As text that a shell's printf understands. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes()) {
      int value = each & 0xff;
      text.append(
          value == '\n'
              ? "\\n\n"
              : value >= 32 && value < 127 ? "" + (char) value : "\\x%02x".formatted(value));
      if (text.length() > 4_000) {
        return text.append("… (cut)").toString();
      }
    }
    return text.toString();
  }
}
