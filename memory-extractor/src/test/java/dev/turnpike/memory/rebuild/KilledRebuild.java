package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.consumption.Consumed;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that rebuilds what its environment names, and stands still at a moment. */
final class KilledRebuild {

  private KilledRebuild() {}

  /**
   * @param arguments the user, and the moment
   */
  public static void main(String[] arguments) throws InterruptedException {
    var _ =
        MemoryRebuild.run(
            new RebuildOptions(Map.of(), arguments[0], false, false),
            new Live.Silent() {
              @Override
              public void progress(long read, long records, long learned, Consumed consumed) {
                if (learned > 0) {
                  standStill("progress", arguments[1]);
                }
              }

              @Override
              public void compared(Difference difference) {
                standStill("compared", arguments[1]);
              }
            });
  }

  private static void standStill(String moment, String wanted) {
    if (moment.equals(wanted)) {
      System.out.println(moment);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
