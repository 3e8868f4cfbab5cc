package dev.turnpike.chaos.cluster;

import java.io.IOException;

/** Signals that Java has no call for. */
final class Signals {
  private Signals() {}

  /**
   * @param signal as kill(1) calls it, such as {@code STOP}
   */
  static void send(String signal, long pid) {
    try {
      int status =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (status != 0 && ProcessHandle.of(pid).isPresent()) {
        throw new ClusterFailure(
            "kill -%s %d failed with status %d.".formatted(signal, pid, status));
      }
    } catch (IOException e) {
      throw new ClusterFailure("kill can't be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure("Interrupted.", e);
    }
  }
}
