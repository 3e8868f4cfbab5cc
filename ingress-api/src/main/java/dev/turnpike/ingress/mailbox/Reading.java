package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Failed;
import dev.turnpike.telemetry.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One follower's way through the events of a turn.
 *
 * <p>Invariants: the follower sees no event twice and none of an attempt lower than one seen. One
 * thread at a time gives it events: that of a sweep, then that of the tail.
 */
final class Reading {
  private static final Logger log = LoggerFactory.getLogger(Reading.class);

  private final String turn;
  private final int mailbox;
  private final Follower follower;
  private long next; // of the thread that gives, as is attempt
  private int attempt;
  private volatile boolean over;

  Reading(String turn, int mailbox, Follower follower) {
    this.turn = turn;
    this.mailbox = mailbox;
    this.follower = follower;
  }

  String turn() {
    return turn;
  }

  int mailbox() {
    return mailbox;
  }

  boolean isOver() {
    return over;
  }

  /** Nothing more is wanted. */
  void end() {
    over = true;
  }

  /** Events below the offset were seen to already. */
  void skipTo(long offset) {
    next = Math.max(next, offset);
  }

  /**
   * Reading begins where it was asked for.
   *
   * @param at the event that a cursor named
   */
  void begin(@Nullable MailboxEvent at) {
    if (at != null) {
      attempt = at.attempt();
      next = at.offset() + 1;
    }
    if (over) {
      return;
    }
    guarded(() -> follower.onResumed(at));
    if (at != null && isEnd(at)) { // Whoever comes again after the end is told of it again.
      guarded(() -> follower.onEvent(at));
      over = true;
      pause();
    }
  }

  /**
   * @return false when nothing more shall be given: the turn or the following has ended, or there
   *     was no room
   */
  boolean give(MailboxEvent event) {
    if (over) {
      return false;
    }
    if (event.offset() < next || event.attempt() < attempt) {
      return true;
    }
    next = event.offset() + 1;
    attempt = event.attempt();
    guarded(
        () -> {
          if (!follower.onEvent(event) || isEnd(event)) {
            over = true;
          }
        });
    return !over;
  }

  void pause() {
    guarded(follower::onPause);
  }

  void lose(Follower.Lost why) {
    if (!over) {
      over = true;
      guarded(() -> follower.onLost(why));
    }
  }

  /** One follower's fault is not the others', and it is not left waiting. */
  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      new LogContext(null, null, null, turn)
          .during(() -> log.atError().setCause(e).log("Follower failed and is left out"));
      lose(Follower.Lost.UNREACHABLE);
    }
  }

  private static boolean isEnd(MailboxEvent event) {
    return switch (event.body()) {
      case Completed _, Failed _, Cancelled _ -> true;
      default -> false;
    };
  }
}
