package dev.turnpike.bench.shapes;

/**
 * One kind of turns.
 *
 * @param name as in the table
 * @param parts of the system that has them
 * @param model the simulated model's name, with its pace
 * @param texts how many different ones are asked for
 * @param asked how both sides are asked
 */
record Shape(Aspect aspect, String name, Parts parts, String model, int texts, Asked asked) {

  /** What makes both sides ask for the same. */
  sealed interface Asked {

    /** With one or more messages in the request; what they say is nothing about anybody. */
    record Messages(int count, int bytesEach) implements Asked {}

    /** In sessions that have had at least so many turns; the model is sent as many. */
    record After(int turns) implements Asked {}

    /** With a question that takes a tool: two calls of the model on both sides. */
    record ForTool(String question) implements Asked {}

    /** By users of whom so much is known that it has to be searched. */
    record ByKnownUsers(int facts) implements Asked {}
  }

  /** The turns that all others are compared with. */
  boolean usual() {
    return name.equals(Shapes.USUAL);
  }
}
