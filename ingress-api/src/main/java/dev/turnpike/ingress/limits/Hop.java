package dev.turnpike.ingress.limits;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * From whom a proxy had a request.
 *
 * @param address null when the proxy says none, or nothing that can be read
 * @param scheme {@code http} or {@code https}; null when the proxy says none
 */
record Hop(@Nullable InetAddress address, @Nullable String scheme) {
  Hop withScheme(@Nullable String other) {
    return new Hop(address, other);
  }

  /** Reads {@code 192.0.2.1}, {@code 2001:db8::1}, and both with a port. */
  static @Nullable InetAddress address(String node) {
    String bare = node;
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      bare = end < 0 || !isPort(node.substring(end + 1)) ? "" : node.substring(1, end);
    } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
      int colon = node.indexOf(':');
      bare = isPort(node.substring(colon)) ? node.substring(0, colon) : "";
    }
    return IpLiteral.read(bare).orElse(null);
  }

  static @Nullable String scheme(@Nullable String text) {
    if ("https".equalsIgnoreCase(text)) {
      return "https";
    }
    return "http".equalsIgnoreCase(text) ? "http" : null;
  }

  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":[0-9]{1,5}");
  }
}
