package dev.turnpike.agent.replies;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Restarted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
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
 * <p>The first text goes out at once, or with the next round where the publisher is busy. Later
 * text is gathered until the publisher's next round, and longer while an event of this stream is
 * under way. So a quiet system sends every token by itself, and a loaded one, whose
 * acknowledgements take longer, sends fewer and larger events (Nagle's algorithm, RFC 896). What is
 * gathered is bounded: beyond it the model's thread waits, and with it the model.
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
  private final Queue<SpecificRecord> waiting = new ArrayDeque<>(); // monitor; before the text
  private int waitingChars; // monitor
  private Channel channel = Channel.ANSWER; // monitor
  private int seq; // monitor
  private @Nullable Instant firstTextAt; // monitor
  private volatile boolean hasMore; // to be sent
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
    while (gathered.length() + waitingChars > MAX_GATHERED && failure == null) {
      wait();
    }
    if (on != channel) {
      append(null);
      channel = on;
    }
    gathered.append(piece);
    hasMore = true;
    if (seq == 0) {
      flushSoon();
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
    publisher.restarted();
    if (keepChars == 0) {
      gathered.setLength(0);
      firstTextAt = null;
    }
    append(null); // what stays must be there
    seq = 0;
    channel = Channel.ANSWER;
    append(Restarted.newBuilder().setKeepChars(keepChars).setReason(reason).build());
    flush();
  }

  /** Any event but text; what is gathered goes before it. */
  public synchronized void event(SpecificRecord body) {
    append(body);
    flushSoon();
  }

  /** An event that nobody waits for: it goes with the next round. */
  public synchronized void announce(SpecificRecord body) {
    append(body);
    flushLater();
  }

  private void append(@Nullable SpecificRecord body) {
    if (!gathered.isEmpty()) {
      waiting.add(new Delta(seq++, gathered.toString(), channel));
      waitingChars += gathered.length();
      gathered.setLength(0);
    }
    if (body != null) {
      waiting.add(body);
    }
    if (!waiting.isEmpty()) {
      hasMore = true;
    }
  }

  /** Sends all that there is. */
  synchronized void flush() {
    append(null);
    for (var body = waiting.poll(); body != null; body = waiting.poll()) {
      send(body);
    }
    waitingChars = 0;
    notifyAll();
    hasMore = false;
    LockSupport.unpark(waiter); // The last acknowledgement may have come before.
  }

  private void flushSoon() {
    if (publisher.isBusy()) {
      flushLater();
    } else {
      flush();
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
    waiter = Thread.currentThread();
    flushSoon();
    while (hasMore || underWay.get() > 0) {
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
      if (hasMore) {
        flushLater();
      }
      LockSupport.unpark(waiter);
    }
  }
}
