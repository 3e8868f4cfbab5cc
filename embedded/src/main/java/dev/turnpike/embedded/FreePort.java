package dev.turnpike.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback interface for servers that must know their port before they bind it.
 *
 * <p>Found ports lie below the range from which Linux and macOS take the local ports of outgoing
 * connections, so that none of those can sit on a port between the search and the bind, nor while a
 * server restarts.
 */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private FreePort() {}

  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedStartException(
        "Found no free port between %d and %d.".formatted(LOWEST, HIGHEST));
  }

  /** The wanted port, or any free one if 0 is wanted; fails with a sentence if it is taken. */
  public static int claim(int wanted, String purpose) {
    if (wanted == 0) {
      return find();
    }
    if (!isFree(wanted)) {
      throw new EmbeddedStartException(
          "Port %d, wanted for %s, is in use by another program: stop that program or choose another port."
              .formatted(wanted, purpose));
    }
    return wanted;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
