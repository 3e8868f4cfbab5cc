package dev.turnpike.bench.soak;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/** A JVM that keeps some megabytes until its input ends. */
final class Holder {
  static final int LONGS = 4_000_000;

  private Holder() {}

  public static void main(String[] arguments) throws IOException {
    long[] kept = new long[LONGS];
    try {
      System.out.write("holding\n".getBytes(StandardCharsets.US_ASCII));
      System.out.flush();
      var _ = System.in.read();
    } finally {
      Reference.reachabilityFence(kept);
    }
  }
}
