package dev.turnpike.agent.replies;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Restarted;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The events of one attempt at a turn, in order.
 *
 * <p>The first text goes out at once. Later text is gathered until the publisher's next round, and
 * longer while an event of this stream is under way. So a quiet system sends every token by itself,
 * and a loaded one, whose acknowledgements take longer, sends fewer and larger events (Nagle's
 * algorithm, RFC 896). What is gathered is bounded: beyond it the model's thread waits, and with it
 * the model.
 *
 * <p>Sending happens under the monitor and may block while the producer's memory is full, so the
 * producer's callback never takes the monitor: it only touches the volatile fields.
 */
public final class ReplyStream {

  private static final int MAX_GATHERED = 64 << 10;

  private final ReplyPublisher publisher;
  private final UUID turnId;
  private final int mailbox;
  private final int attempt;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean listed = new AtomicBoolean(); // for the next round
  private final StringBuilder gathered = new StringBuilder(); // monitor
  private @Nullable SpecificRecord announcement; // monitor; before what is gathered
  private Channel channel = Channel.ANSWER; // monitor
  private int seq; // monitor
  private @Nullable Instant firstTextAt; // monitor
  private volatile boolean hasGathered;
  private volatile @Nullable Exception failure;
  private volatile @Nullable Thread waiter;

  ReplyStream(ReplyPublisher publisher, UUID turnId, int mailbox, int attempt) {
    this.publisher = publisher;
    this.turnId = turnId;
    this.mailbox = mailbox;
    this.attempt = attempt;
  }

  /** A piece of the answer or of the reasoning; waits while too much is gathered. */
  public synchronized void text(String piece, Channel on) throws InterruptedException {
    if (piece.isEmpty()) {
      return;
    }
    if (firstTextAt == null && on == Channel.ANSWER) {
      firstTextAt = publisher.now();
    }
    if (on != channel) {
      flush();
      channel = on;
    }
    while (gathered.length() > MAX_GATHERED && failure == null) {
      wait();
    }
    gathered.append(piece);
    hasGathered = true;
    if (seq == 0) {
      flush();
    } else if (underWay.get() == 0) {
      flushLater();
    }
  }

  /**
   * Tells followers to drop the answer's text behind a point; numbering begins anew.
   *
   * @param keepChars how many UTF-16 code units of the answer so far stay
   */
  public synchronized void restart(int keepChars, String reason) {
    if (keepChars == 0) {
      gathered.setLength(0);
      firstTextAt = null;
    }
    flush(); // what stays must be there
    seq = 0;
    channel = Channel.ANSWER;
    send(Restarted.newBuilder().setKeepChars(keepChars).setReason(reason).build());
  }

  /** Any event but text; what is gathered goes before it. */
  public synchronized void event(SpecificRecord body) {
    flush();
    send(body);
  }

  /**
   * An event that nobody waits for: it goes with the next round, or before whatever comes first.
   */
  public synchronized void announce(SpecificRecord body) {
    flush();
    announcement = body;
    hasGathered = true;
    flushLater();
  }

  /** Sends what is gathered. */
  synchronized void flush() {
    hasGathered = false;
    if (announcement != null) {
      send(announcement);
      announcement = null;
    }
    if (!gathered.isEmpty()) {
      var text = gathered.toString();
      gathered.setLength(0);
      send(Delta.newBuilder().setSeq(seq++).setText(text).setChannel(channel).build());
      notifyAll();
    }
  }

  /** The publisher's round has come to this stream. */
  void flushListed() {
    listed.set(false);
    flush();
  }

  private void flushLater() {
    if (listed.compareAndSet(false, true)) {
      publisher.flushLater(this);
    }
  }

  /**
   * Waits until everything is acknowledged; one thread at a time.
   *
   * @return null, or why some of it is lost
   */
  public @Nullable Exception awaitDelivered() throws InterruptedException {
    flush();
    waiter = Thread.currentThread();
    while (underWay.get() > 0) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before the reply events were acknowledged");
      }
    }
    return failure;
  }

  /** Whether an event is known not to have been delivered. */
  public boolean hasLost() {
    return failure != null;
  }

  /** When the first piece of the answer was handed over; null before. */
  public synchronized @Nullable Instant firstTextAt() {
    return firstTextAt;
  }

  private void send(SpecificRecord body) {
    underWay.incrementAndGet();
    try {
      publisher.send(turnId, mailbox, attempt, body, this::acknowledged);
    } catch (RuntimeException e) {
      acknowledged(null, e);
    }
  }

  private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Exception error) {
    if (error != null) {
      failure = error;
    }
    if (underWay.decrementAndGet() == 0) {
      if (hasGathered) {
        flushLater();
      }
      LockSupport.unpark(waiter);
    }
  }
}
