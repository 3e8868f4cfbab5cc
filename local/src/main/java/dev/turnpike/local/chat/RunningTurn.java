package dev.turnpike.local.chat;

import java.util.Optional;

/**
 * The turn that is being answered, and whether it is to be cancelled: which may be asked for before
 * the server has told its id.
 */
final class RunningTurn {

  private String id = ""; // guarded by this, as all
  private boolean wanted;
  private boolean told;

  /**
   * As soon as it is known, and with each frame; empty says nothing. Returns the turn that is to be
   * cancelled now, once.
   */
  synchronized Optional<String> isCalled(String turn) {
    id = turn.isEmpty() ? id : turn;
    return due();
  }

  /** Asks for its end; returns the turn that is to be cancelled now, once. */
  synchronized Optional<String> cancel() {
    wanted = true;
    return due();
  }

  /** Whether its end was asked for from here. */
  synchronized boolean isCancelled() {
    return wanted;
  }

  private Optional<String> due() {
    if (!wanted || told || id.isEmpty()) {
      return Optional.empty();
    }
    told = true;
    return Optional.of(id);
  }
}
