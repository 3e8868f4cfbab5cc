package dev.turnpike.bench.load;

import java.io.IOException;

/** Takes bytes in the order of the stream. */
interface ByteSink {

  /**
   * @param bytes valid during this call only, from {@code from} up to and without {@code to}
   * @param arrivedNanos when they came off the wire, on {@link System#nanoTime}'s scale
   */
  void accept(byte[] bytes, int from, int to, long arrivedNanos) throws IOException;
}
