package dev.turnpike.judge.rejudge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process that judges again what its environment names. */
final class RunningRejudge {

  static final String JUDGED = "judged ";

  private RunningRejudge() {}

  /**
   * @param arguments since when
   */
  public static void main(String[] arguments) throws InterruptedException {
    var result =
        Rejudging.run(
            new RejudgeOptions(
                Map.of(),
                List.of(RejudgeOptions.ALL),
                Instant.parse(arguments[0]),
                null,
                null,
                null,
                null,
                false),
            new History.Silent(),
            new Halt());
    System.out.println(JUDGED + result.end());
  }
}
