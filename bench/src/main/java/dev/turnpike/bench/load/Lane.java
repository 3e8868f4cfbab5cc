package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How one user asks and is answered: the one place where the two sides of a comparison differ. */
public interface Lane {

  InetSocketAddress address();

  /** A whole HTTP request that asks this model and wants the answer as a stream. */
  byte[] request(String model);

  /** Reads one event's data, from 0 up to and without {@code length}. */
  Frame decode(byte[] data, int length) throws IOException;
}
