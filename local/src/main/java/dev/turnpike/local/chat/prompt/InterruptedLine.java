package dev.turnpike.local.chat.prompt;

/** The person has pressed Ctrl-C instead of sending the line. */
public final class InterruptedLine extends Exception {

  private final boolean empty;

  InterruptedLine(boolean empty) {
    super("Ctrl-C");
    this.empty = empty;
  }

  /** Whether there was nothing on the line yet. */
  public boolean empty() {
    return empty;
  }
}
