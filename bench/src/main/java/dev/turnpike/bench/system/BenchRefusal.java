package dev.turnpike.bench.system;

/** Nothing can be measured; the message says in a sentence why, and what to do. */
public final class BenchRefusal extends RuntimeException {
  public BenchRefusal(String message) {
    super(message);
  }

  public BenchRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
