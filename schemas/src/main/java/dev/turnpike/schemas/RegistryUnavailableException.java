package dev.turnpike.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The schema registry gave no usable answer: it can't be reached, is overloaded, refuses the
 * credentials, or something else answers at its address. To be waited out; it says nothing about
 * the record at hand.
 */
public final class RegistryUnavailableException extends RuntimeException {

  RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
