package dev.turnpike.memory.embedding;

/** There will never be a vector of this text, while others get theirs. */
public final class UnusableTextException extends RuntimeException {

  UnusableTextException(String model, int length, Throwable cause) {
    super(
        "The embedding model %s refuses a text of %,d characters".formatted(model, length), cause);
  }
}
