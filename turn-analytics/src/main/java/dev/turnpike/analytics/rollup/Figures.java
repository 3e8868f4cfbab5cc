package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Rollup;
import org.apache.avro.specific.SpecificRecord;

/** The sums of one group. Adding is commutative and associative. Not thread-safe. */
public sealed interface Figures permits TurnFigures, ScoreFigures {

  static Figures none(Kind kind) {
    return switch (kind) {
      case TURNS -> new TurnFigures();
      case SCORES -> new ScoreFigures();
    };
  }

  /** Adds what a rollup of the same kind counts. */
  void add(Rollup rollup);

  /** As the body of a rollup. */
  SpecificRecord body(Dimensions dimensions);
}
