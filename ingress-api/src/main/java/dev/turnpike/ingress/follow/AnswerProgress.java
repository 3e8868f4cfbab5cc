package dev.turnpike.ingress.follow;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.mailbox.MailboxEvent;

/**
 * How much of an answer a client has, in UTF-16 code units, and what may come next. Once something
 * is missing, what comes behind it is not for the client: until the text up to there is void, or
 * the turn's end is there. Not thread-safe.
 */
final class AnswerProgress {
  private static final int ANY = -1;

  private int attempt;
  private int nextSeq;
  private int chars;
  private boolean spoken; // the client may have text, or reasoning
  private boolean missing;

  static boolean isEnd(MailboxEvent event) {
    return switch (event.body()) {
      case Completed _, Failed _, Cancelled _ -> true;
      default -> false;
    };
  }

  /** A client has that much of the answer. */
  void has(int count) {
    chars = count;
    spoken = true;
    missing = false;
  }

  /** What a client has is void, and it knows. */
  void hasNothing() {
    has(0);
    spoken = false;
  }

  /** What follows comes behind this event. */
  void saw(MailboxEvent event) {
    attempt = event.attempt();
    nextSeq =
        switch (event.body()) {
          case Delta delta -> delta.getSeq() + 1;
          case Started _, Restarted _ -> 0;
          default -> ANY;
        };
  }

  /** What follows may be of any attempt. */
  void forgetAttempts() {
    attempt = 0;
    nextSeq = ANY;
  }

  int chars() {
    return chars;
  }

  /** Whether a higher attempt was seen already. */
  boolean isFenced(MailboxEvent event) {
    return event.attempt() < attempt;
  }

  /** Whether a client must be told that what it has is void. */
  boolean isVoidedBy(MailboxEvent event) {
    return spoken && event.body() instanceof Started;
  }

  /** False when something is missing before it. */
  boolean add(MailboxEvent event) {
    boolean higher = event.attempt() > attempt;
    if (higher) {
      attempt = event.attempt();
      nextSeq = 0;
      missing |= chars > 0; // Until it is said that the earlier text is void.
    }
    switch (event.body()) {
      case Started _ -> keep(0);
      case Restarted restarted -> restart(restarted.getKeepChars(), higher);
      case Delta delta -> add(delta);
      default -> {}
    }
    return !missing;
  }

  /** Whether a client that sees this end has the stored answer, as far as one can tell. */
  boolean isWholeAt(MailboxEvent end) {
    int expected =
        switch (end.body()) {
          case Completed completed -> completed.getAnswerChars();
          case Failed failed -> failed.getAnswerChars();
          case Cancelled cancelled -> cancelled.getAnswerChars();
          default -> throw new IllegalArgumentException("This event is no end.");
        };
    boolean ofThisText = end.attempt() == attempt || chars == 0;
    return !missing && ofThisText && (expected < 0 || expected == chars);
  }

  private void add(Delta delta) {
    missing |= nextSeq != ANY && delta.getSeq() != nextSeq;
    nextSeq = delta.getSeq() + 1;
    if (!missing) {
      spoken = true;
      chars += delta.getChannel() == Channel.ANSWER ? delta.getText().length() : 0;
    }
  }

  /** The text up to where something is missing is right, but only that of the same attempt. */
  private void restart(int kept, boolean ofAnother) {
    if (kept == 0 || (kept <= chars && !ofAnother)) {
      keep(kept);
    } else {
      missing = true;
    }
  }

  private void keep(int kept) {
    chars = kept;
    spoken = kept > 0;
    missing = false;
    nextSeq = 0;
  }
}
