package dev.turnpike.ingress.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as they stand in headers and settings. Never asks a name server, and is stricter than
 * {@link InetAddress#ofLiteral}, which knows forms of IPv4 that nobody else reads alike.
 */
final class IpLiteral {
  /** Of a peer without any, as on a Unix socket. */
  static final InetAddress NONE = of(new byte[4]);

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}(?:[0-9.]{7,15})?");
  private static final Pattern PEER = Pattern.compile("^\\[|(?:%.*)?]?$");
  private static final int LONGEST = 45;

  private IpLiteral() {}

  /** An IPv6 address that stands for one of IPv4 ({@code ::ffff:192.0.2.1}) is read as that. */
  static Optional<InetAddress> read(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.indexOf(':') < 0) {
      return V4.matcher(text).matches() ? Optional.of(literal(text)) : Optional.empty();
    }
    if (!V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(literal(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As the server names a peer: IPv6 in brackets, and with the interface that it came through. */
  static Optional<InetAddress> peer(@Nullable String text) {
    return read(text == null ? null : PEER.matcher(text).replaceAll(""));
  }

  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** IPv6 in the short form of RFC 5952. */
  static String write(InetAddress address) {
    return address instanceof Inet6Address
        ? ShortForm.of(address.getAddress())
        : address.getHostAddress();
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }
}
