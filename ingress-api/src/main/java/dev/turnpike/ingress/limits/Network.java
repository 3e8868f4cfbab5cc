package dev.turnpike.ingress.limits;

import dev.turnpike.platform.StartRefused;
import java.net.InetAddress;

/**
 * Addresses that begin alike, in CIDR notation.
 *
 * @param prefix how many bits are alike
 */
record Network(InetAddress base, int prefix) {

  /** A single address is a network of one. */
  static Network of(String text) {
    int slash = text.indexOf('/');
    InetAddress base =
        IpLiteral.read(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> refused(text));
    int bits = base.getAddress().length * 8;
    int prefix = slash < 0 ? bits : prefix(text, slash + 1);
    if (prefix < 1 || prefix > bits) {
      throw refused(text);
    }
    Network network = new Network(base, prefix);
    for (int bit = prefix; bit < bits; bit++) {
      if (bit(base.getAddress(), bit)) {
        throw refused(text);
      }
    }
    return network;
  }

  boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || (ours[whole] ^ theirs[whole]) >> (8 - rest) << (8 - rest) == 0;
  }

  private static boolean bit(byte[] address, int bit) {
    return (address[bit / 8] >> (7 - bit % 8) & 1) == 1;
  }

  private static int prefix(String text, int from) {
    try {
      return Integer.parseInt(text, from, text.length(), 10);
    } catch (NumberFormatException e) {
      throw refused(text);
    }
  }

  /** Networks of all addresses too: with them every client could say that it is anybody. */
  private static StartRefused refused(String text) {
    return new StartRefused(
        "TURNPIKE_TRUSTED_PROXIES names \"%s\", which is no network: give addresses or networks with zeros behind the prefix, separated by commas, such as 10.0.0.0/8,fd00::/8; all addresses (/0) can't be trusted."
            .formatted(text));
  }
}
