package dev.turnpike.judge.budget;

import dev.turnpike.events.Usage;
import java.util.UUID;

/**
 * What bounds judging. It is asked before a call and booked after it, so the calls under way when
 * it runs out exceed it. A score is booked by the statement that stores it, see {@code ScoreStore}.
 */
public interface Budget {

  /** Whether one more call may be made now. */
  boolean isLeft();

  /** Books what calls consumed that led to no score. */
  void book(UUID turn, Usage usage);
}
