package dev.turnpike.memory.book;

import org.jspecify.annotations.Nullable;

/** Nothing can be searched for now; it says nothing about what was asked. */
public final class SearchUnavailableException extends RuntimeException {

  SearchUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
