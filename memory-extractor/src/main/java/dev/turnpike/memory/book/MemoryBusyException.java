package dev.turnpike.memory.book;

/**
 * Nothing can be deleted now, since all facts are being replaced or one of those that are to go is
 * being published; it can be tried again.
 */
public final class MemoryBusyException extends RuntimeException {

  MemoryBusyException(Throwable cause) {
    super("Somebody else changes the facts", cause);
  }
}
