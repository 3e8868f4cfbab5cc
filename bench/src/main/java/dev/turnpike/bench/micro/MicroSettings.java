package dev.turnpike.bench.micro;

import java.util.List;

/**
 * How long and often each benchmark is run.
 *
 * @param forks JVMs, one after the other, as each compiles the code a little differently; with 0 it
 *     is this one
 * @param warmUps iterations in each of them that don't count
 * @param iterations in each of them that do
 * @param iterationMillis of each iteration, at least
 * @param javaOptions of each JVM
 */
record MicroSettings(
    int forks, int warmUps, int iterations, long iterationMillis, List<String> javaOptions) {

  /**
   * The collector of the local run; a heap of one size, so that it is not the growth that counts.
   */
  static final MicroSettings THOROUGH =
      new MicroSettings(
          2,
          3,
          5,
          400,
          List.of(
              "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow"));

  MicroSettings {
    javaOptions = List.copyOf(javaOptions);
  }
}
