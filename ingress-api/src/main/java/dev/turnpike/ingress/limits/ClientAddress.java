package dev.turnpike.ingress.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * The address of the client of a request: of whoever opened the connection, or, when that is a
 * trusted proxy, of whom the proxies say that they had it from ({@link ProxiedRequests}).
 */
public record ClientAddress(InetAddress address) {
  private static final int HOST_BYTES = 8;

  public static ClientAddress of(HttpServletRequest request) {
    return new ClientAddress(IpLiteral.peer(request.getRemoteAddr()).orElse(IpLiteral.NONE));
  }

  /** As text, for people and logs. */
  public String text() {
    return IpLiteral.write(address);
  }

  /**
   * What is counted as one client: an IPv4 address, or the /64 of an IPv6 address, since whoever
   * has one of its addresses has them all.
   */
  public String key() {
    if (!(address instanceof Inet6Address)) {
      return text();
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, network.length - HOST_BYTES, network.length, (byte) 0);
    return IpLiteral.write(IpLiteral.of(network)) + "/64";
  }

  @Override
  public String toString() {
    return text();
  }
}
