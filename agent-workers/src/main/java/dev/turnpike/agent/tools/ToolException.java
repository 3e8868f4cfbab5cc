package dev.turnpike.agent.tools;

/**
 * A call that did not work. Its message is told to the model: it says what was wrong, with what
 * value, and what to do instead, and holds no secrets. It is never logged.
 */
public final class ToolException extends Exception {

  private final String sentence;

  public ToolException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public ToolException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** Its message. */
  public String sentence() {
    return sentence;
  }
}
