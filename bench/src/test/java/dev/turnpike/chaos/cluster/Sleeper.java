package dev.turnpike.chaos.cluster;

import dev.turnpike.local.services.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that is ready at once and lives until it is told to stop, which takes it a moment; with
 * the end of its input it ends at once. Meanwhile it has a temporary file. When the file {@code
 * crash} appears it ends by itself.
 */
final class Sleeper {
  private Sleeper() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Files.createTempFile("sleeper-", "").toFile().deleteOnExit();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
    Thread.ofPlatform().daemon().start(Sleeper::watchParent);
    System.out.println(ServiceProcess.READY);
    while (!Files.deleteIfExists(folder.resolve("crash"))) {
      Thread.sleep(20);
    }
    Runtime.getRuntime().halt(3);
  }

  private static void stop(Path folder) {
    try {
      Thread.sleep(300);
      Files.writeString(folder.resolve("stopped"), "in good order");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void watchParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
