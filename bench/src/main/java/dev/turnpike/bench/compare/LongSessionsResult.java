package dev.turnpike.bench.compare;

import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.TurnTimes;

/**
 * Times to the first token at one concurrency, in milliseconds.
 *
 * @param turnsBefore how many turns a long session had had at least
 * @param addedRatio what Turnpike adds in a long session, over what it adds in a new one; medians
 * @param failed turns of all three
 */
public record LongSessionsResult(
    int concurrency,
    int turnsBefore,
    Quantiles newSession,
    Quantiles longSession,
    Quantiles model,
    double addedRatio,
    long failed) {

  static LongSessionsResult of(
      int concurrency,
      int turnsBefore,
      TurnTimes newSession,
      TurnTimes longSession,
      TurnTimes model) {
    Quantiles ours = newSession.firstToken().quantiles();
    Quantiles old = longSession.firstToken().quantiles();
    Quantiles direct = model.firstToken().quantiles();
    return new LongSessionsResult(
        concurrency,
        turnsBefore,
        ours,
        old,
        direct,
        Rounded.to(3, old.minus(direct).p50() / ours.minus(direct).p50()),
        newSession.failed() + longSession.failed() + model.failed());
  }
}
