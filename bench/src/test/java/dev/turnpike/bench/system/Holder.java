package dev.turnpike.bench.system;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM that keeps some megabytes until its input ends. */
final class Holder {
  static final int LONGS = 4_000_000;

  private Holder() {}

  /** Says a line when it holds them. */
  static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName())
        .redirectErrorStream(true)
        .start();
  }

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
