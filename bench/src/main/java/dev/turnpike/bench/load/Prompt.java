package dev.turnpike.bench.load;

/** What every user says: nothing about anybody, so that no memory comes of it. */
final class Prompt {
  static final String TEXT = "Please go on.";

  private Prompt() {}
}
