package dev.turnpike.chaos.kernel;

/** The kernel, or a tool that speaks with it, did not do what it was asked. */
public final class KernelRefusal extends RuntimeException {
  KernelRefusal(String message) {
    super(message);
  }

  KernelRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
