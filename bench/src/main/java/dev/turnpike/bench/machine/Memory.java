package dev.turnpike.bench.machine;

/** Megabytes that processes hold: their resident set, or for a family its proportional one. */
public record Memory(double megabytes, double peakMegabytes) {

  /** The higher of both figures. */
  public Memory max(Memory other) {
    return new Memory(
        Math.max(megabytes, other.megabytes), Math.max(peakMegabytes, other.peakMegabytes));
  }
}
