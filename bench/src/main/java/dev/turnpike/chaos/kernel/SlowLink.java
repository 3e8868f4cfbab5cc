package dev.turnpike.chaos.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A link on which everything is late: by a delay of its own, or where the kernel knows none, in a
 * queue before a narrow exit.
 *
 * @param delayMillis on average, in each direction
 * @param kilobits a second, of the narrow exit
 */
public record SlowLink(int delayMillis, int kilobits) {

  /** With netem. */
  List<String> delaying(List<String> entrance, String device) {
    return tc(
        entrance, device, List.of("netem", "delay", delayMillis + "ms", delayMillis / 3 + "ms"));
  }

  /** With a token bucket. What would wait longer than four delays is dropped. */
  List<String> queueing(List<String> entrance, String device) {
    return tc(
        entrance,
        device,
        List.of(
            "tbf", "rate", kilobits + "kbit", "burst", "4kb", "latency", 4 * delayMillis + "ms"));
  }

  private static List<String> tc(List<String> entrance, String device, List<String> discipline) {
    List<String> command = new ArrayList<>(entrance);
    command.addAll(List.of("tc", "qdisc", "replace", "dev", device, "root"));
    command.addAll(discipline);
    return command;
  }

  @Override
  public String toString() {
    return "%d ms, or %d kbit/s".formatted(delayMillis, kilobits);
  }
}
