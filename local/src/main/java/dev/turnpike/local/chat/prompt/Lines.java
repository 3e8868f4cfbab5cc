package dev.turnpike.local.chat.prompt;

import java.util.Optional;

/** Where a person's messages come from, one after the other. */
public interface Lines {

  /** A time in which the terminal does not show what is typed. */
  interface Hush extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The next message; empty when there will be none.
   *
   * @throws InterruptedLine when the person has pressed Ctrl-C
   */
  Optional<String> next(String prompt) throws InterruptedLine;

  /** Until it is closed, what is typed is not shown, and kept for the next message. */
  Hush hush();
}
