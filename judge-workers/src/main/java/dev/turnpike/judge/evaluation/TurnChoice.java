package dev.turnpike.judge.evaluation;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.rubric.Sampling;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which recorded turns to ask again: those of people, drawn as rubrics draw them.
 *
 * @param since accepted then or later; null for as far as the log goes back
 * @param until accepted before; null for all up to now
 * @param sample the share of turns, by {@link Sampling}
 * @param statuses such as completed
 * @param most of those, the ones that a smaller sample would draw
 * @param agent that answered them; null for any
 */
public record TurnChoice(
    @Nullable Instant since,
    @Nullable Instant until,
    double sample,
    Set<String> statuses,
    int most,
    @Nullable String agent) {

  private static final Set<String> KNOWN = Set.of("completed", "failed", "cancelled");

  public TurnChoice {
    statuses = Set.copyOf(statuses);
    if (!(sample > 0 && sample <= 1)) {
      throw new EvaluationRefusal(
          "--sample takes a share above 0 and up to 1, not %s.".formatted(sample));
    }
    if (most < 1) {
      throw new EvaluationRefusal("--max takes a number from 1, not %d.".formatted(most));
    }
    if (!KNOWN.containsAll(statuses)) {
      throw new EvaluationRefusal(
          "--status takes completed, failed or cancelled, not %s."
              .formatted(String.join(",", statuses)));
    }
  }

  boolean includes(CompletedTurn turn) {
    var at = turn.getTimings().getAcceptedAt();
    return isPersons(turn)
        && statuses.contains(turn.getStatus().name().toLowerCase(Locale.ROOT))
        && (since == null || !at.isBefore(since))
        && (until == null || at.isBefore(until))
        && (agent == null || agent.equals(turn.getAgent()))
        && Sampling.fraction(turn.getTurnId()) < sample;
  }

  private static boolean isPersons(CompletedTurn turn) {
    return switch (turn.getOrigin()) {
      case NATIVE, OPENAI, UNKNOWN -> true;
      case TASK, EVALUATION -> false;
    };
  }
}
