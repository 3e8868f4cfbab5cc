package dev.turnpike.ingress.follow;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.ingress.stream.EventStreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One turn's events in a mailbox of its own, and what is stored of it. Each follower is served by a
 * thread of its own, as the mailboxes do it: nothing of a lower attempt than one seen.
 */
public final class FakeTurn implements TurnSource {
  public static final int MAILBOX = 3;

  private final UUID id = UUID.randomUUID();
  private final List<@Nullable MailboxEvent> events = new ArrayList<>(); // guarded by this
  private List<MailboxEvent> stored = List.of(); // guarded by this
  private Follower.@Nullable Lost lost; // guarded by this
  private int subscriptions; // guarded by this
  private int open; // guarded by this
  private int refusals; // guarded by this

  public TurnStreams streams(EventStreams streams) {
    return new TurnStreams(streams, this);
  }

  public UUID id() {
    return id;
  }

  public Place beginning() {
    return new Place(id, MAILBOX, null, Instant.EPOCH, null);
  }

  /** Says something in the log. */
  public synchronized void say(int attempt, Object body) {
    long offset = events.size();
    events.add(new MailboxEvent(new ReplyEvent(id, attempt, Instant.EPOCH, body), MAILBOX, offset));
    notifyAll();
  }

  /** An offset that has no event of the turn. */
  public synchronized void skip() {
    events.add(null);
  }

  /** The turn has ended, and these are its stored events. */
  public synchronized void store(List<MailboxEvent> ending) {
    stored = ending;
  }

  /** From now on the log can't be read, and why; null when it can. */
  public synchronized void lose(Follower.@Nullable Lost why) {
    lost = why;
  }

  /** Subscriptions that were not closed. */
  public synchronized int open() {
    return open;
  }

  public synchronized int subscriptions() {
    return subscriptions;
  }

  /** Events that a follower had no room for. */
  public synchronized int refusals() {
    return refusals;
  }

  private boolean give(Follower follower, MailboxEvent event) {
    boolean taken = follower.onEvent(event);
    if (!taken) {
      synchronized (this) {
        refusals++;
      }
    }
    return taken;
  }

  @Override
  public synchronized Subscription resume(Place from, Follower follower) {
    subscriptions++;
    open++;
    Reader reader = new Reader(from.cursor(), follower);
    Thread.startVirtualThread(reader);
    return reader;
  }

  @Override
  public synchronized List<MailboxEvent> stored(UUID turn) {
    return stored;
  }

  @Override
  public void execute(Runnable blocking) {
    Thread.startVirtualThread(blocking);
  }

  private synchronized Follower.@Nullable Lost whyLost() {
    return lost;
  }

  private synchronized @Nullable MailboxEvent at(long offset) {
    return offset < events.size() ? events.get((int) offset) : null;
  }

  /** Waits for an event at the offset or behind it. */
  private synchronized MailboxEvent next(long offset) throws InterruptedException {
    for (int i = (int) offset; ; i++) {
      while (i >= events.size()) {
        wait();
      }
      MailboxEvent event = events.get(i);
      if (event != null) {
        return event;
      }
    }
  }

  private final class Reader implements Runnable, Subscription {
    private final @Nullable Cursor cursor;
    private final Follower follower;
    private volatile boolean over;
    private boolean closed; // guarded by the turn

    Reader(@Nullable Cursor cursor, Follower follower) {
      this.cursor = cursor;
      this.follower = follower;
    }

    @Override
    public void run() {
      Follower.Lost why = whyLost();
      MailboxEvent named = cursor == null ? null : at(cursor.offset());
      if (why != null) {
        follower.onLost(why);
      } else if (cursor != null && named == null) {
        follower.onLost(Follower.Lost.FOREIGN);
      } else {
        follower.onResumed(named);
        if (named != null && AnswerProgress.isEnd(named)) {
          follower.onEvent(named);
        } else {
          read(named);
        }
        follower.onPause();
      }
    }

    private void read(@Nullable MailboxEvent named) {
      int attempt = named == null ? 0 : named.attempt();
      long offset = named == null ? 0 : named.offset() + 1;
      try {
        while (!over) {
          MailboxEvent event = next(offset);
          offset = event.offset() + 1;
          if (over || event.attempt() < attempt) {
            continue;
          }
          attempt = event.attempt();
          over = !give(follower, event) || AnswerProgress.isEnd(event) || over;
          if (at(offset) == null) {
            follower.onPause();
          }
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      over = true;
      synchronized (FakeTurn.this) {
        open -= closed ? 0 : 1;
        closed = true;
      }
    }
  }
}
