package dev.turnpike.operations.console;

/** The command can't do what was asked. The message is one sentence: what is wrong, what to do. */
public final class Refusal extends RuntimeException {

  public Refusal(String sentence) {
    super(sentence);
  }

  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
