package dev.turnpike.judge.verdict;

import dev.turnpike.events.Usage;

/** A judge was asked as often as it may be, and never gave a valid verdict. */
public final class NoVerdictException extends Exception {

  private final Usage usage;

  public NoVerdictException(String message, Usage usage) {
    super(message);
    this.usage = usage;
  }

  /** What all tries together consumed. */
  public Usage usage() {
    return usage;
  }
}
