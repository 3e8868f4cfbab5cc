package dev.turnpike.ingress.usage;

import dev.turnpike.keyed.Outages;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.TurnHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books ended turns, those at hand together in one statement.
 *
 * <p>A turn is done once it is in the books for good; one that comes again is found there. A turn
 * that the database refuses is tried by itself, so that it takes no other with it to the dead
 * letters. While the database is away, one thread asks for it and the others wait.
 */
final class Bookkeeper implements TurnHandler {
  private static final Logger log = LoggerFactory.getLogger(Bookkeeper.class);
  private static final Duration GATHERING = Duration.ofMillis(50);
  private static final Duration PAUSE_IN_OUTAGE = Duration.ofSeconds(1);

  private final ToIntFunction<List<UsedTurn>> ledger;
  private final UsageMetrics metrics;
  private final Together<UsedTurn, Boolean> turns = new Together<>(GATHERING, this::book);

  /**
   * @param ledger books turns, all or none, and says how many were new
   */
  Bookkeeper(ToIntFunction<List<UsedTurn>> ledger, UsageMetrics metrics) {
    this.ledger = ledger;
    this.metrics = metrics;
  }

  @Override
  public Outcome handle(DeliveredTurn delivered) throws InterruptedException {
    turns.ask(UsedTurn.of(delivered.turn()));
    return Outcome.nothing();
  }

  /** When the turn ended that has waited longest here to be booked. */
  Optional<Instant> oldest() {
    return turns.pending().stream().map(UsedTurn::finishedAt).min(Instant::compareTo);
  }

  private void book(List<Together.Question<UsedTurn, Boolean>> questions)
      throws InterruptedException {
    try {
      bookAll(questions.stream().map(Together.Question::asked).toList());
      questions.forEach(each -> each.answer(true));
    } catch (RuntimeException e) {
      if (questions.size() == 1) {
        throw e;
      }
      bookEach(questions);
    }
  }

  private void bookEach(List<Together.Question<UsedTurn, Boolean>> questions)
      throws InterruptedException {
    for (var question : questions) {
      try {
        bookAll(List.of(question.asked()));
        question.answer(true);
      } catch (RuntimeException e) {
        question.fail(e);
      }
    }
  }

  private void bookAll(List<UsedTurn> together) throws InterruptedException {
    for (boolean told = false; true; told = true) {
      try {
        int fresh = ledger.applyAsInt(together);
        metrics.booked(together, fresh);
        return;
      } catch (RuntimeException e) {
        if (!Outages.isOutage(e)) {
          throw e;
        }
        if (!told) {
          log.atWarn()
              .addKeyValue("turns", together.size())
              .addKeyValue("reason", e.getClass().getSimpleName())
              .log("Turns not booked yet: the database is away");
        }
        Thread.sleep(PAUSE_IN_OUTAGE);
      }
    }
  }
}
