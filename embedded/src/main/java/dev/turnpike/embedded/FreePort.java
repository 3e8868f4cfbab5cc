package dev.turnpike.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on the loopback interface for servers that must know their port before they bind it.
 *
 * <p>Found ports lie below the range from which Linux and macOS take the local ports of outgoing
 * connections, so that none of those can sit on a port between the search and the bind, nor while a
 * server restarts. The search goes on where it last ended, so no two callers in this JVM get the
 * same port before they have bound it.
 */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final AtomicInteger searched =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

  private FreePort() {}

  public static int find() {
    for (int attempt = LOWEST; attempt < HIGHEST; attempt++) {
      int port = LOWEST + Math.floorMod(searched.getAndIncrement(), HIGHEST - LOWEST);
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
