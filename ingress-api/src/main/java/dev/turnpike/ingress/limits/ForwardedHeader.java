package dev.turnpike.ingress.limits;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hops that headers tell, from the client's end to ours. What can't be read is a hop without an
 * address, never an error: the rest of the list still stands in its place.
 */
final class ForwardedHeader {
  private ForwardedHeader() {}

  /**
   * @param proto the values of {@code X-Forwarded-Proto}; the last one counts, the proxy next to us
   *     wrote that
   */
  static List<Hop> plain(List<String> lines, List<String> proto) {
    List<Hop> hops = new ArrayList<>();
    for (String line : lines) {
      for (String node : line.split(",", -1)) {
        hops.add(new Hop(Hop.address(node.strip()), null));
      }
    }
    String schemes = proto.isEmpty() ? "" : proto.getLast();
    String scheme = Hop.scheme(schemes.substring(schemes.lastIndexOf(',') + 1).strip());
    return hops.stream().map(hop -> hop.withScheme(scheme)).toList();
  }

  /** RFC 7239. */
  static List<Hop> standard(List<String> lines) {
    List<Hop> hops = new ArrayList<>();
    for (String line : lines) {
      for (String element : split(line, ',')) {
        hops.add(hop(element));
      }
    }
    return hops;
  }

  private static Hop hop(String element) {
    @Nullable InetAddress address = null;
    @Nullable String scheme = null;
    for (String pair : split(element, ';')) {
      int equals = pair.indexOf('=');
      String name = pair.substring(0, Math.max(0, equals)).strip();
      String value = unquoted(pair.substring(equals + 1).strip());
      if (name.equalsIgnoreCase("for")) {
        address = Hop.address(value);
      } else if (name.equalsIgnoreCase("proto")) {
        scheme = Hop.scheme(value);
      }
    }
    return new Hop(address, scheme);
  }

  /** Not within quotes; a quote that does not end takes the rest with it. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
