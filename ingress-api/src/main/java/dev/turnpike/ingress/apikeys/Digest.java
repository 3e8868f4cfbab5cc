package dev.turnpike.ingress.apikeys;

import java.util.HexFormat;

/**
 * The SHA-256 of a key. Keys are found by it: how long that takes tells at most something about the
 * digest, from which nothing follows about the key.
 */
record Digest(String hex) {
  static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
