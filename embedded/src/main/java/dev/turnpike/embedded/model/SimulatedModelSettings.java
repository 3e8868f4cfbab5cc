package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.knobs.Knobs;
import java.time.Duration;

/**
 * How a simulated model is started.
 *
 * @param host the address to listen on
 * @param port the port there; 0 takes a free one
 * @param knobs what holds for every request whose model's name does not say otherwise, written as
 *     in a name: {@code ttft=150,gap=15}; "" is the demo's pace
 * @param hangLimit how long a hanging request is held before its connection is closed
 */
public record SimulatedModelSettings(String host, int port, String knobs, Duration hangLimit) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration HANG_LIMIT = Duration.ofMinutes(10);
  private static final int HIGHEST_PORT = 65_535;

  public SimulatedModelSettings {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "Port %d is impossible: write 1 to 65535, or 0 for a free one.".formatted(port));
    }
    if (!hangLimit.isPositive()) {
      throw new IllegalArgumentException("The hang limit must be longer than nothing.");
    }
    Knobs.DEMO.with(knobs);
  }

  /** On loopback. */
  public SimulatedModelSettings(int port, String knobs, Duration hangLimit) {
    this(LOOPBACK, port, knobs, hangLimit);
  }

  /** At the pace of a quick real model. */
  public static SimulatedModelSettings demo(int port) {
    return new SimulatedModelSettings(port, "", HANG_LIMIT);
  }

  /** Without any waiting and on a free port, for tests. */
  public static SimulatedModelSettings instant() {
    return new SimulatedModelSettings(0, "ttft=0,gap=0", HANG_LIMIT);
  }

  public SimulatedModelSettings withPort(int newPort) {
    return new SimulatedModelSettings(host, newPort, knobs, hangLimit);
  }

  public SimulatedModelSettings withHost(String newHost) {
    return new SimulatedModelSettings(newHost, port, knobs, hangLimit);
  }

  public SimulatedModelSettings withKnobs(String newKnobs) {
    return new SimulatedModelSettings(host, port, newKnobs, hangLimit);
  }

  Knobs defaults() {
    return Knobs.DEMO.with(knobs);
  }
}
