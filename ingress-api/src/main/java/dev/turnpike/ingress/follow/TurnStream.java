package dev.turnpike.ingress.follow;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.ingress.follow.TurnWatcher.Closing;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Place;
import dev.turnpike.ingress.mailbox.Subscription;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.stream.EventStream;
import dev.turnpike.telemetry.LogContext;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a turn to a client: its events, in order, each once, as {@link Frames} has them. A client
 * that does not keep up gets nothing more until it has taken what it was given, and then the rest
 * from the log. Where the log has lost something, the stored answer takes its place.
 *
 * <pre>
 *                ┌──── the client has taken all ─────┐
 *                ▼                                   │
 *   ──begin, resume, replay──▶ following ──no room──▶ full
 *                  │  ▲           │ the turn's end, detached, the client went
 *                  └──┘           ▼
 *    something is missing       over
 * </pre>
 *
 * <p>Invariants: only the newest {@link Leg} is heard. What the frames were asked for is sent. The
 * source and the watcher's {@code closed} are called without the monitor; the frames and the {@link
 * EventStream}, which never calls back with its own, with it.
 */
public final class TurnStream implements EventStream.Owner {
  private static final Logger log = LoggerFactory.getLogger(TurnStream.class);
  private static final int NOT_REPLAYING = -1;
  private static final int BEATS_BEFORE_ASKING = 4;
  private static final String STOPPING = "This node is stopping: come again, another one answers.";

  private final UUID turn;
  private final LogContext about;
  private final TurnSource source;
  private final Frames frames;
  private final TurnWatcher watcher;
  private final Leg first = new Leg(this);
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final AnswerProgress progress = new AnswerProgress(); // guarded by this, as all below
  private @Nullable EventStream stream; // set once, before anything is heard
  private Phase phase = new Phase.Following(first);
  private @Nullable Place beginning; // null when the log has nothing of the turn
  private @Nullable Cursor last; // the last event taken that is in the log, and what the client has
  private @Nullable MailboxEvent doubted; // an end at which something is missing
  private boolean mendable = true; // no stored answer was missed
  private int quietBeats; // since the last event
  private int replayed = NOT_REPLAYING; // how many of the stored events were taken

  TurnStream(UUID turn, TurnSource source, Frames frames, TurnWatcher watcher) {
    this.turn = turn;
    this.about = LogContext.current().withTurn(turn);
    this.source = source;
    this.frames = frames;
    this.watcher = watcher;
  }

  void attach(EventStream to) {
    stream = to;
  }

  /** Sends status and headers, then what comes. */
  public void open() {
    stream().open();
  }

  /** Answers otherwise, unless it was opened. */
  public void refuse(EventStream.Refusal refusal) {
    over(Closing.DETACHED);
    stream().refuse(refusal);
  }

  /**
   * Follows a turn that is yet to be started.
   *
   * @param place where its events will begin
   * @return who is to be given them, from the first on
   * @throws Problem 503 when the node is stopping
   */
  public Follower begin(Place place) {
    synchronized (this) {
      beginning = place;
    }
    if (!ready.complete(null)) {
      throw Problem.unavailable("node_stopping", STOPPING);
    }
    return first;
  }

  /** The following that began with {@link #begin}. */
  public void attach(Subscription subscription) {
    first.attach(subscription);
  }

  /**
   * Follows a turn that there is.
   *
   * @param place where its events begin
   * @param seen what the client has seen; null when it wants all of them
   * @return done when the stream may be opened; fails with a {@link Problem} when it is to be
   *     refused: 400 for a cursor that is not the turn's, 503 when the log can't be read now
   */
  public CompletableFuture<Void> resume(Place place, @Nullable Cursor seen) {
    synchronized (this) {
      beginning = place;
      last = seen;
      if (seen != null) {
        progress.has(seen.chars());
      }
    }
    first.attach(source.resume(seen == null ? place : place.behind(seen), first));
    return ready;
  }

  /**
   * Brings the stored answer of a turn that has ended.
   *
   * @param seen what the client has seen; null when nothing
   * @return as that of {@link #resume}
   */
  public CompletableFuture<Void> replay(@Nullable Cursor seen) {
    if (seen != null) {
      synchronized (this) {
        progress.has(seen.chars());
      }
    }
    startReplay(first);
    return ready;
  }

  /** False: not taken, and nothing more is wanted of the leg. */
  synchronized boolean take(Leg leg, MailboxEvent event) {
    if (!isHeard(leg)) {
      return false;
    }
    if (progress.isFenced(event)) {
      return true;
    }
    if (!stream().hasRoom()) {
      phase = new Phase.Full(leg);
      return false;
    }
    quietBeats = 0;
    boolean end = AnswerProgress.isEnd(event);
    if (end && replayed == NOT_REPLAYING && mendable && !progress.isWholeAt(event)) {
      doubted = event;
      startReplay(leg);
      return false;
    }
    if (progress.isVoidedBy(event)) {
      stream().put(voided(event.attempt(), "a new attempt"));
    }
    if (progress.add(event) || end) {
      send(event, end);
    }
    return true;
  }

  private void send(MailboxEvent event, boolean end) {
    if (event.isInLog()) {
      last = new Cursor(event.mailbox(), event.offset(), progress.chars());
    } else if (last != null) {
      last = last.with(progress.chars());
    }
    byte[] frame = frames.of(event, last);
    if (replayed != NOT_REPLAYING) {
      replayed++;
    }
    if (end) {
      over(Closing.ENDED);
      stream().end(frame);
    } else {
      stream().put(frame);
    }
    watcher.saw(event);
  }

  /** What the client has is void. No event says so: the place in the log stays the same. */
  private byte[] voided(int attempt, String reason) {
    progress.hasNothing();
    last = last == null ? null : last.with(0);
    ReplyEvent event = new ReplyEvent(turn, attempt, Instant.now(), new Restarted(0, reason));
    return frames.of(new MailboxEvent(event, 0, MailboxEvent.NOWHERE), last);
  }

  void flush() {
    stream().flush();
  }

  void resumed(Leg leg, @Nullable MailboxEvent at) {
    synchronized (this) {
      if (!isHeard(leg)) {
        return;
      }
      if (leg == first && at != null) {
        progress.saw(at);
      }
    }
    ready.complete(null);
  }

  void lost(Leg leg, Follower.Lost why) {
    synchronized (this) {
      if (!isHeard(leg)) {
        return;
      }
    }
    switch (why) {
      case GONE -> startReplay(leg);
      case FOREIGN -> fail(InvalidCursor.problem());
      case UNREACHABLE ->
          fail("kafka_unavailable", "The log can't be read now: try again in a moment.");
    }
  }

  private void startReplay(Leg leg) {
    try {
      source.execute(() -> replay(leg));
    } catch (RejectedExecutionException e) {
      fail("busy", "The service is busy: try again in a moment.");
    }
  }

  /** Blocks. */
  private void replay(Leg old) {
    List<MailboxEvent> events;
    try {
      events = source.stored(turn);
    } catch (RuntimeException e) {
      about.during(
          () ->
              log.atWarn()
                  .addKeyValue("reason", e.getMessage())
                  .log("Stored answer can't be read now"));
      fail("answer_unavailable", "The stored answer can't be read now: try again in a moment.");
      return;
    }
    Leg leg = nextAfter(old);
    if (leg == null) {
      return;
    }
    if (events.isEmpty()) {
      goOnWithout(leg);
    } else {
      replay(leg, events);
    }
  }

  private void replay(Leg leg, List<MailboxEvent> events) {
    int next;
    synchronized (this) {
      if (replayed == NOT_REPLAYING) {
        replayed = 0;
        progress.forgetAttempts();
      }
      next = replayed;
    }
    ready.complete(null);
    while (next < events.size() && take(leg, events.get(next))) {
      next++;
    }
    flush();
  }

  /** The log has lost something of a turn that is not stored: what there is must do. */
  private void goOnWithout(Leg leg) {
    MailboxEvent end;
    Place again;
    synchronized (this) {
      end = doubted;
      mendable = mendable && end == null;
      again = last == null ? null : beginning;
      if (end == null && again != null) {
        stream().put(voided(1, "the log begins later"));
        progress.forgetAttempts();
        last = null;
      }
    }
    if (end != null) {
      about.during(() -> log.atWarn().log("No stored answer of a turn that has ended"));
      take(leg, end);
      flush();
    } else if (again != null) {
      leg.attach(source.resume(again, leg));
    } else {
      fail(
          "events_gone", "The log no longer has this turn, and it has not ended: try again later.");
    }
  }

  /** The client has taken all; may block. */
  @Override
  public void drained() {
    Leg full;
    boolean replaying;
    synchronized (this) {
      full = phase instanceof Phase.Full(Leg leg) ? leg : null;
      replaying = replayed != NOT_REPLAYING;
    }
    if (full == null) {
      return;
    }
    if (replaying) {
      startReplay(full);
      return;
    }
    Leg next = nextAfter(full);
    if (next != null) {
      next.attach(source.resume(behindLast(), next));
    }
  }

  /**
   * An end may have been lost with its topic, or be unreadable: then the store alone knows of it.
   */
  @Override
  public void quiet() {
    Leg leg;
    synchronized (this) {
      boolean asks = replayed == NOT_REPLAYING && ++quietBeats % BEATS_BEFORE_ASKING == 0;
      leg = asks && phase instanceof Phase.Following(Leg current) ? current : null;
    }
    if (leg != null) {
      try {
        source.execute(() -> replayIfEnded(leg));
      } catch (RejectedExecutionException e) {
        about.during(() -> log.atDebug().log("Too busy to ask for an end that is not heard"));
      }
    }
  }

  /** Blocks. */
  private void replayIfEnded(Leg quiet) {
    List<MailboxEvent> events;
    try {
      events = source.stored(turn);
    } catch (RuntimeException e) {
      return; // It is asked for again.
    }
    Leg leg = events.isEmpty() ? null : nextAfter(quiet);
    if (leg != null) {
      replay(leg, events);
    }
  }

  private synchronized Place behindLast() {
    Place place = Objects.requireNonNull(beginning, "set before anything is taken");
    return last == null ? place : place.behind(last);
  }

  /** Null when the old one is not the newest any more. */
  private @Nullable Leg nextAfter(Leg old) {
    Leg next = new Leg(this);
    synchronized (this) {
      if (phase.leg() != old || phase instanceof Phase.Over) {
        return null;
      }
      phase = new Phase.Following(next);
    }
    old.retire();
    return next;
  }

  /** With the monitor held. */
  private boolean isHeard(Leg leg) {
    return phase instanceof Phase.Following(Leg current) && current == leg;
  }

  private void fail(String code, String message) {
    fail(Problem.unavailable(code, message));
  }

  /** A refusal before the stream is open, its last frame afterwards. */
  private void fail(Problem problem) {
    if (!ready.completeExceptionally(problem)) {
      detach(problem.code(), problem.detail());
    }
  }

  /** Ends the stream, not the turn; for clients that go on elsewhere, or have to be told. */
  private synchronized void detach(String code, String message) {
    if (over(Closing.DETACHED)) {
      stream().end(frames.detached(code, message));
    }
  }

  /** False when it was over already. Its leg is retired once the stream is closed. */
  private synchronized boolean over(Closing how) {
    if (phase instanceof Phase.Over) {
      return false;
    }
    phase = new Phase.Over(phase.leg(), how);
    return true;
  }

  @Override
  public synchronized byte[] opening() {
    return frames.opening();
  }

  @Override
  public void stopping() {
    watcher.stopping();
    if (frames.isResumable()) {
      cut();
    }
  }

  @Override
  public void cut() {
    fail("node_stopping", STOPPING);
  }

  @Override
  public void closed() {
    Phase.Over end;
    synchronized (this) {
      over(Closing.LEFT);
      end = (Phase.Over) phase;
    }
    end.leg().retire();
    watcher.closed(end.how());
  }

  private EventStream stream() {
    return Objects.requireNonNull(stream, "attached before anything is heard");
  }
}
