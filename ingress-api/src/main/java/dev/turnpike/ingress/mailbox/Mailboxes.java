package dev.turnpike.ingress.mailbox;

import java.util.List;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;

/** This node's mailboxes: where turns may send their events, and how to follow them. */
public final class Mailboxes implements SmartLifecycle {
  private final List<Integer> own;
  private final Feeds feeds;
  private final MailboxReader reader;
  private volatile boolean running;

  Mailboxes(List<Integer> own, Feeds feeds, MailboxReader reader) {
    this.own = List.copyOf(own);
    this.feeds = feeds;
    this.reader = reader;
  }

  /** Whether events sent to a mailbox from now on will be seen. */
  public boolean isReady() {
    return reader.isReady();
  }

  /** The mailbox for a turn's events: one of this node's. */
  public int of(UUID turn) {
    return own.get(Math.floorMod(turn.hashCode(), own.size()));
  }

  /** Gives the follower all events of the turn that arrive from now on. */
  public Subscription follow(UUID turn, Follower follower) {
    return feeds.follow(turn.toString(), follower);
  }

  /**
   * Gives the follower all events of the turn from a place on, whichever node's mailbox has them.
   */
  public Subscription resume(Place from, Follower follower) {
    return feeds.follow(from.turn().toString(), follower);
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      Thread.ofPlatform().daemon().name("mailbox-reader").start(reader);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    reader.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Started before the web server, stopped after it. */
  @Override
  public int getPhase() {
    return 0;
  }
}
