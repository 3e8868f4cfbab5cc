package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.analytics.rollup.ScoreEntry;
import dev.turnpike.analytics.rollup.TurnEntry;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.TurnScore;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic that is counted, and what of its events matters here.
 *
 * @param time when it happened
 * @param id what makes it one event, however often it is published
 * @param origin of the turn; those of evaluations are not counted
 * @param entry what is counted of it
 */
record Input<V extends SpecificRecord>(
    Kind kind,
    Topic<V> topic,
    Function<V, Instant> time,
    Function<V, String> id,
    Function<V, Origin> origin,
    Function<V, Rollup> entry) {

  static final Input<CompletedTurn> TURNS =
      new Input<>(
          Kind.TURNS,
          Topics.TURNS_COMPLETED,
          turn -> turn.getTimings().getFinishedAt(),
          turn -> turn.getTurnId().toString(),
          CompletedTurn::getOrigin,
          TurnEntry::of);

  static final Input<TurnScore> SCORES =
      new Input<>(
          Kind.SCORES,
          Topics.TURNS_SCORED,
          TurnScore::getScoredAt,
          ScoreEntry::id,
          TurnScore::getOrigin,
          ScoreEntry::of);

  boolean isCounted(V event) {
    return origin.apply(event) != Origin.EVALUATION;
  }

  /** Of an operator, store or internal topic of its own. */
  String name(String part) {
    return kind.label() + "-" + part;
  }
}
