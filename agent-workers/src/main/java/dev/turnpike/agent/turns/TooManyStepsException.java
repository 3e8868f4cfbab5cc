package dev.turnpike.agent.turns;

/** The model asked for tools even in the last call that it gets. */
final class TooManyStepsException extends Exception {
  TooManyStepsException(int modelCalls) {
    super("The model was called %d times and still asked for tools".formatted(modelCalls));
  }
}
