package dev.turnpike.judge.evaluation;

/** Asks the agent that is evaluated. Thread-safe. */
@FunctionalInterface
public interface Asker {

  /** Returns at the turn's end, however that came; a failure is an answer too. */
  Answered ask(Item item) throws InterruptedException;
}
