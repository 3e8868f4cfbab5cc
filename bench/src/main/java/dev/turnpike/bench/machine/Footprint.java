package dev.turnpike.bench.machine;

/**
 * What a process holds.
 *
 * @param residentMegabytes in memory now
 * @param peakMegabytes the most there were
 * @param files open ones, sockets included
 * @param heapMegabytes the limit of a JVM's heap, as its command line says; 0 if it does not
 */
public record Footprint(
    double residentMegabytes, double peakMegabytes, int threads, int files, int heapMegabytes) {

  /** Of each the greater one. */
  public Footprint max(Footprint other) {
    return new Footprint(
        Math.max(residentMegabytes, other.residentMegabytes),
        Math.max(peakMegabytes, other.peakMegabytes),
        Math.max(threads, other.threads),
        Math.max(files, other.files),
        Math.max(heapMegabytes, other.heapMegabytes));
  }
}
