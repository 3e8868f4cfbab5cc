package dev.turnpike.chaos.cluster;

import dev.turnpike.local.services.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that is ready at once and then ticks, until it is told to stop; with {@code crash} it
 * ends by itself when that file appears.
 */
final class Sleeper {
  private Sleeper() {}

  public static void main(String[] arguments) throws Exception {
    Path ticks = Path.of(arguments[0]);
    Path crash = Path.of(arguments[1]);
    System.out.println(ServiceProcess.READY);
    for (int tick = 0; !Files.exists(crash) && System.in.available() == 0; tick++) {
      Files.writeString(ticks, "" + tick);
      Thread.sleep(20);
    }
    Files.deleteIfExists(crash);
    System.exit(3);
  }
}
