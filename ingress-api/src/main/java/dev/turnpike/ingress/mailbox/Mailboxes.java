package dev.turnpike.ingress.mailbox;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;
import java.util.List;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;

/** Where turns may send their events, and how to follow them: this node's mailboxes and others'. */
public final class Mailboxes implements SmartLifecycle {
  private final List<Integer> own;
  private final Feeds feeds;
  private final MailboxReader reader;
  private final CatchUps waiting;
  private final Sweepers sweepers;
  private volatile boolean running;

  Mailboxes(
      List<Integer> own, Feeds feeds, MailboxReader reader, CatchUps waiting, Sweepers sweepers) {
    this.own = List.copyOf(own);
    this.feeds = feeds;
    this.reader = reader;
    this.waiting = waiting;
    this.sweepers = sweepers;
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
    Reading reading = new Reading(turn.toString(), of(turn), follower);
    feeds.add(reading);
    return subscription(reading);
  }

  /**
   * Gives the follower all events of the turn from a place on, whichever node's mailbox has them:
   * first from the log, then as they come.
   */
  public Subscription resume(Place from, Follower follower) {
    Reading reading = new Reading(from.turn().toString(), from.mailbox(), follower);
    if (!waiting.add(new CatchUp(reading, from))) {
      reading.lose(Follower.Lost.UNREACHABLE);
    }
    return subscription(reading);
  }

  private Subscription subscription(Reading reading) {
    return () -> {
      reading.end();
      feeds.remove(reading);
    };
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      Thread.ofPlatform().daemon().name("mailbox-reader").start(reader);
      sweepers.start();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    sweepers.stop();
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
