package dev.turnpike.memory.rebuild;

/** The memory is not rebuilt, and is as it was. The message is one sentence that says why. */
public final class RebuildRefusal extends RuntimeException {

  RebuildRefusal(String sentence) {
    super(sentence);
  }

  RebuildRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
