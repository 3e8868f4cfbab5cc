package dev.turnpike.bench.load;

/** What one event of a stream means to a client. */
sealed interface Frame {

  /** A piece of the answer; never empty. */
  record Text(String text) implements Frame {}

  /** The answer is whole. */
  record Completed() implements Frame {}

  /** There will be no whole answer. */
  record Broken(String reason) implements Frame {}

  /** Neither text nor an end. */
  record Other() implements Frame {}

  Frame COMPLETED = new Completed();
  Frame OTHER = new Other();
}
