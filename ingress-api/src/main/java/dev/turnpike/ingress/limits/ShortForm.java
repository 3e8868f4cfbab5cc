package dev.turnpike.ingress.limits;

/** IPv6 addresses as RFC 5952 writes them: lower case, the longest run of zeros left out. */
final class ShortForm {
  private static final int GROUPS = 8;

  private ShortForm() {}

  static String of(byte[] address) {
    int start = -1;
    int length = 1; // A single zero is written.
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(address, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(address, i)));
      }
    }
    return text.toString();
  }

  private static int zeros(byte[] address, int from) {
    int end = from;
    while (end < GROUPS && group(address, end) == 0) {
      end++;
    }
    return end - from;
  }

  private static int group(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
  }
}
