package dev.turnpike.bench.scaling;

/**
 * What clients ask.
 *
 * @param firstToken seconds that the model takes for the first token
 * @param rate tokens a second of one stream after that
 * @param tokens of an answer
 */
record Workload(double firstToken, double rate, double tokens) {

  /** An answer of some 225 words, from a model as fast as people read twice over. */
  static final Workload CHAT = new Workload(0.5, 25, 300);

  Workload {
    if (firstToken < 0 || !(rate > 0) || !(tokens > 0)) {
      throw new IllegalArgumentException(
          "An answer has tokens, at a rate: not %s at %s a second after %s s"
              .formatted(tokens, rate, firstToken));
    }
  }

  /** Of one turn. */
  double seconds() {
    return firstToken + tokens / rate;
  }

  /** Little's law. */
  double turnsPerSecond(double streams) {
    return streams / seconds();
  }

  double tokensPerSecond(double streams) {
    return turnsPerSecond(streams) * tokens;
  }
}
