package dev.turnpike.agent.tools.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet, after IANA's registries of special-purpose
 * addresses (RFC 6890): for IPv4 all but the special ones; for IPv6 only global unicast, 2000::/3,
 * without the special ones in it, and what NAT64 makes of public IPv4 addresses.
 */
final class PublicAddresses {

  private static final List<Block> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT, and metadata of Alibaba
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's own services, in each of its networks
          "169.254.0.0/16", // link-local, and metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments, and metadata of Oracle
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  /** Those that carry an IPv4 address are refused too: a relay would unpack it. */
  private static final List<Block> SPECIAL_V6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20"); // documentation

  private static final Block NAT64 = Block.of("64:ff9b::/96");

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return noneHas(SPECIAL_V4, bytes);
    }
    if (NAT64.has(bytes)) {
      return noneHas(SPECIAL_V4, Arrays.copyOfRange(bytes, 12, 16));
    }
    return GLOBAL_V6.has(bytes) && noneHas(SPECIAL_V6, bytes);
  }

  private static boolean noneHas(List<Block> blocks, byte[] address) {
    return blocks.stream().noneMatch(block -> block.has(address));
  }

  private static List<Block> blocks(String... blocks) {
    return Arrays.stream(blocks).map(Block::of).toList();
  }

  /** All addresses that begin with the same bits. */
  private static final class Block {
    private final byte[] start;
    private final int bits;

    private Block(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static Block of(String text) {
      var parts = text.split("/");
      try {
        return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("\"%s\" is no block".formatted(text), e);
      }
    }

    boolean has(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ start[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
