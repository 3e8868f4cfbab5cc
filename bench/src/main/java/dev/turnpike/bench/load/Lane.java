package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one user asks and is answered: the one place where the two sides of a comparison differ. */
public interface Lane {

  InetSocketAddress address();

  /** A whole HTTP request that asks this model and wants the answer as a stream. */
  byte[] request(String model);

  /** What this turn asks next, now that a response is over; null if the turn is over, too. */
  default byte @Nullable [] next() {
    return null;
  }

  /** What every stream must give, of what this lane was told once, in pieces. */
  default Reference reference(String model, List<String> tokens) {
    return Reference.of(model, tokens);
  }

  /** Reads one event's data, from 0 up to and without {@code length}. */
  Frame decode(byte[] data, int length) throws IOException;
}
