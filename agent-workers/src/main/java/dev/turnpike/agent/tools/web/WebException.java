package dev.turnpike.agent.tools.web;

/** A page that can't be had. Its message is for the model. */
public final class WebException extends Exception {

  private final String sentence;

  WebException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  WebException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** Its message. */
  public String sentence() {
    return sentence;
  }
}
