package dev.turnpike.bench.machine;

/**
 * What processes hold of the operating system at one moment.
 *
 * @param threads of the operating system; virtual ones are not among them
 * @param files open files, sockets and pipes among them
 */
public record Handles(long threads, long files) {
  Handles plus(Handles other) {
    return new Handles(threads + other.threads, files + other.files);
  }
}
