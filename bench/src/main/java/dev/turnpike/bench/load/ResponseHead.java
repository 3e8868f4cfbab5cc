package dev.turnpike.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status and headers of a response.
 *
 * @param headers by lower-case name
 */
record ResponseHead(int status, Map<String, String> headers) {
  ResponseHead {
    headers = Map.copyOf(headers);
  }

  static ResponseHead parse(String text) throws IOException {
    String[] lines = text.split("\r\n");
    String[] statusLine = lines[0].split(" ", 3);
    if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP/1.1 response");
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new ResponseHead(Integer.parseInt(statusLine[1]), headers);
  }

  boolean chunked() {
    return "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
  }

  /** Of the body; -1 where it ends with the connection. */
  long contentLength() {
    return Long.parseLong(headers.getOrDefault("content-length", "-1"));
  }

  /** How long to stay away, a minute at most; zero where nothing is said of it. */
  Duration retryAfter() {
    String seconds = headers.getOrDefault("retry-after", "");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Math.min(60, Long.parseLong(seconds)))
        : Duration.ZERO;
  }

  boolean keepsConnection() {
    return !"close".equalsIgnoreCase(headers.get("connection"))
        && (chunked() || contentLength() >= 0);
  }
}
