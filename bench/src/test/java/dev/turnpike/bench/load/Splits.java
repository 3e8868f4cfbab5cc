package dev.turnpike.bench.load;

import java.io.IOException;
import java.util.Random;

/** Hands bytes over in pieces, as a network does. */
final class Splits {
  private Splits() {}

  static void oneByOne(byte[] bytes, ByteSink sink) throws IOException {
    for (int i = 0; i < bytes.length; i++) {
      sink.accept(bytes, i, i + 1, i);
    }
  }

  static void random(byte[] bytes, ByteSink sink, Random random) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(7));
      sink.accept(bytes, from, to, to);
      from = to;
    }
  }
}
