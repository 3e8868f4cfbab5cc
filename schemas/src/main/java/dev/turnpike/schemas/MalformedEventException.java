package dev.turnpike.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that can never be read as the event they should be: poison, which belongs into the
 * dead-letter topic. An outage of the registry is a {@link RegistryUnavailableException} instead.
 */
public final class MalformedEventException extends RuntimeException {

  MalformedEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
