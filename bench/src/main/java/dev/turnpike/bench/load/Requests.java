package dev.turnpike.bench.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests as bytes. */
final class Requests {
  private Requests() {}

  /**
   * Addresses are plain HTTP: a bench that encrypts would measure that.
   *
   * @throws IllegalArgumentException for any other kind
   */
  static InetSocketAddress address(URI base) {
    if (!"http".equals(base.getScheme()) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "The bench speaks plain HTTP: write an address such as http://localhost:8080, not %s."
              .formatted(base));
    }
    return new InetSocketAddress(base.getHost(), base.getPort() < 0 ? 80 : base.getPort());
  }

  static byte[] post(URI address, @Nullable String token, String json) {
    return post(address, token, "application/json", json);
  }

  /** Without anybody's token. */
  static byte[] form(URI address, String form) {
    return post(address, null, "application/x-www-form-urlencoded", form);
  }

  private static byte[] post(
      URI address, @Nullable String token, String contentType, String content) {
    return post(address, token, contentType, content, Map.of());
  }

  /**
   * @param headers more of them
   */
  static byte[] post(
      URI address,
      @Nullable String token,
      String contentType,
      String content,
      Map<String, String> headers) {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + address.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + address.getRawAuthority()
            + "\r\nContent-Type: "
            + contentType
            + "\r\nAccept: text/event-stream, application/json\r\nContent-Length: "
            + body.length
            + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
            + lines(headers)
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  private static String lines(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> "\r\n" + header.getKey() + ": " + header.getValue())
        .collect(Collectors.joining());
  }
}
