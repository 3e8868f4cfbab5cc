package dev.turnpike.ingress.limits;

import java.net.InetAddress;
import java.util.List;

/**
 * Follows the hops of a request from our end as far as they can be believed. Each proxy writes only
 * from whom it had the request, so a hop is as true as the proxy behind it: the first one that is
 * no proxy of ours is the client, and what it says of others is ignored.
 */
record TrustedProxies(List<Network> networks) {
  TrustedProxies {
    networks = List.copyOf(networks);
  }

  boolean trusts(InetAddress address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The client and the scheme it used.
   *
   * @param peer who opened the connection; must be trusted
   * @param hops from the client's end to ours
   */
  Hop client(InetAddress peer, List<Hop> hops) {
    Hop believed = new Hop(peer, null);
    for (Hop hop : hops.reversed()) {
      InetAddress address = hop.address();
      if (address == null) {
        return believed; // Who knows nothing, or writes nonsense, stands for its clients itself.
      }
      believed = hop;
      if (!trusts(address)) {
        return believed;
      }
    }
    return believed;
  }
}
