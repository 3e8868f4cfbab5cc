package dev.turnpike.ingress.http;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it, piece by piece: nothing overlong, no surrogates,
 * nothing above U+10FFFF; and no U+0000, which JSON never has as a byte.
 */
final class Utf8Check {
  private int missing; // How many bytes the character still needs.
  private int lowest = 0x80; // What the next of them must be at least,
  private int highest = 0xbf; // and at most.

  boolean accepts(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!accepts(bytes[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the last character is whole. */
  boolean isComplete() {
    return missing == 0;
  }

  private boolean accepts(int value) {
    if (missing == 0) {
      return (value > 0 && value < 0x80) || begins(value);
    }
    if (value < lowest || value > highest) {
      return false;
    }
    expect(missing - 1, 0x80, 0xbf);
    return true;
  }

  private boolean begins(int value) {
    if (value >= 0xc2 && value <= 0xdf) {
      expect(1, 0x80, 0xbf);
    } else if (value >= 0xe0 && value <= 0xef) {
      expect(2, value == 0xe0 ? 0xa0 : 0x80, value == 0xed ? 0x9f : 0xbf);
    } else if (value >= 0xf0 && value <= 0xf4) {
      expect(3, value == 0xf0 ? 0x90 : 0x80, value == 0xf4 ? 0x8f : 0xbf);
    } else {
      return false;
    }
    return true;
  }

  private void expect(int more, int from, int to) {
    missing = more;
    lowest = from;
    highest = to;
  }
}
