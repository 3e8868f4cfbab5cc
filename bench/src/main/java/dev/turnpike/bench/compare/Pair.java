package dev.turnpike.bench.compare;

import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.TurnTimes;

/** A block of one side and the block of the other that followed it. */
record Pair(Half turnpike, Half model) {

  /** One block, and what was used from its beginning to the beginning of the next. */
  record Half(TurnTimes times, Usage usage) {}

  /** Milliseconds that half of the first tokens came later. */
  double addedToFirstToken() {
    return turnpike.times().firstToken().quantile(0.5) - model.times().firstToken().quantile(0.5);
  }

  /** Whether both sides have times at all. */
  boolean comparable() {
    return turnpike.times().firstToken().count() > 0 && model.times().firstToken().count() > 0;
  }

  /** Processors that others kept busy meanwhile. */
  double otherProcessors() {
    return turnpike.usage().plus(model.usage()).otherProcessors();
  }
}
