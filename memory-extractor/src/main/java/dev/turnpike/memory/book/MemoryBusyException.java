package dev.turnpike.memory.book;

/** All facts are being replaced, so none can be deleted now; it can be tried again. */
public final class MemoryBusyException extends RuntimeException {

  MemoryBusyException(Throwable cause) {
    super("The facts are being replaced by a rebuild", cause);
  }
}
