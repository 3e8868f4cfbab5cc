package dev.turnpike.ingress.chat;

import dev.turnpike.events.Delta;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.ingress.stream.EventStream;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries a turn's events to a client's stream. When the client goes, the following ends; the turn
 * does not.
 */
final class StreamedTurn implements Follower, EventStream.Owner {
  /** Stands for a subscription that came after the stream had closed. */
  private static final Subscription CLOSED = () -> {};

  private final NativeFrames frames;
  private final Timer.Sample since;
  private final Timer firstToken;
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private final Admission admission = new Admission();
  private @Nullable EventStream stream; // set once, before the first event
  private boolean firstTokenSeen; // of the thread that brings events

  StreamedTurn(NativeFrames frames, Timer.Sample since, Timer firstToken) {
    this.frames = frames;
    this.since = since;
    this.firstToken = firstToken;
  }

  /** Before it follows. */
  void attach(EventStream to) {
    stream = to;
  }

  /** Once it follows. */
  void attach(Subscription following) {
    if (!subscription.compareAndSet(null, following)) {
      following.close();
    }
  }

  Admission admission() {
    return admission;
  }

  @Override
  public boolean onEvent(MailboxEvent event) {
    carry(event);
    admission.heard(event);
    return true;
  }

  private void carry(MailboxEvent event) {
    byte[] frame = frames.of(event);
    if (frame == null) {
      return;
    }
    if (firstTokenSeen && event.body() instanceof Started) {
      stream().put(frames.dropped(event));
    }
    if (TurnEnd.of(event).isPresent()) {
      stream().end(frame);
    } else {
      stream().put(frame);
    }
    if (!firstTokenSeen && event.body() instanceof Delta) {
      firstTokenSeen = true;
      since.stop(firstToken);
    }
  }

  @Override
  public void onPause() {
    stream().flush();
  }

  @Override
  public byte[] detachedFrame() {
    return frames.detached(
        "client_too_slow", "More of the answer was waiting than this stream may hold; it goes on.");
  }

  /** Nobody is refused because of that. */
  @Override
  public void stopping() {
    admission.giveUp();
  }

  @Override
  public byte[] stoppingFrame() {
    return frames.detached("node_stopping", "This node is stopping; the answer goes on.");
  }

  @Override
  public void closed() {
    Subscription following = subscription.getAndSet(CLOSED);
    if (following != null) {
      following.close();
    }
  }

  private EventStream stream() {
    return Objects.requireNonNull(stream, "attached before it follows");
  }
}
