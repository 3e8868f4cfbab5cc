package dev.turnpike.agent.tools.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks hosts up for the client and lets only public addresses through.
 *
 * <p>Invariant: the client connects to nothing but what this returned, and looks up again for each
 * connection. So what is checked is what is connected to, whatever a name stood for a moment ago,
 * however an address is written, and wherever a redirect leads.
 */
final class GuardedResolver implements DnsResolver {

  private final Lookup lookup;
  private final Set<String> allowedHosts;

  /** The system's, or a test's. */
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** A host that may not be read. */
  static final class NotPublicException extends UnknownHostException {
    NotPublicException(String host) {
      super(host);
    }
  }

  GuardedResolver(Lookup lookup, Set<String> allowedHosts) {
    this.lookup = lookup;
    this.allowedHosts = allowedHosts;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    var addresses =
        allowedHosts.contains(bracketed(host) + ":" + port) ? lookup.of(host) : resolve(host);
    return Arrays.stream(addresses).map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** One address that is not public is enough to refuse the host: nobody public has such a name. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = lookup.of(host);
    for (InetAddress address : addresses) {
      if (!PublicAddresses.contain(address)) {
        throw new NotPublicException(host);
      }
    }
    return addresses;
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
