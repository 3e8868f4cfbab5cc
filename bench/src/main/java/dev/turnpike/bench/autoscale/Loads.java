package dev.turnpike.bench.autoscale;

import java.util.List;

/** The days that signals are compared on; each begins steady, with as many workers as it takes. */
final class Loads {
  private static final double CHANGE = 300;

  private Loads() {}

  static final Load STEP = Load.of("step", "20 turns/s, at once 150", CHANGE, 20, CHANGE + 1, 150);
  static final Load EBB = Load.of("ebb", "150 turns/s, at once 20", CHANGE, 150, CHANGE + 1, 20);
  static final Load TOO_MUCH =
      Load.of("too much", "20 turns/s, in ten minutes 300", CHANGE, 20, CHANGE + 600, 300);

  static final List<Load> COMPARED =
      List.of(
          Load.of("steady", "20 turns/s", 0, 20),
          STEP,
          Load.of("ramp", "20 turns/s, in ten minutes 150", CHANGE, 20, CHANGE + 600, 150),
          Load.of(
              "burst",
              "20 turns/s, for a minute 300",
              CHANGE,
              20,
              CHANGE + 1,
              300,
              CHANGE + 60,
              300,
              CHANGE + 61,
              20),
          EBB);

  /** Seconds; a worker that is too many is there for a while. */
  static double length(Load load) {
    return load.equals(EBB) ? 5400 : 2400;
  }
}
