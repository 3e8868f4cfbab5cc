package dev.turnpike.ingress.tokens;

import dev.turnpike.platform.Repeating;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Brings what other nodes have revoked: everything before the server starts, then what is new,
 * twice a second.
 *
 * <p>Invariants: no request is served before all was read once. What is read again overlaps what
 * was read before by so much that a transaction may take long to commit. While the database is away
 * what is known stays in force, and the first look after it reaches back to the last one before.
 * Whatever fails, the next look is tried.
 */
final class RevocationFeed implements SmartLifecycle {
  static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration TIDYING = Duration.ofMinutes(1);
  static final int PAGE = 10_000;

  /** Where they are. */
  interface Source {
    /** By the clock that stamps them. */
    Instant now();

    /** Stamped later. */
    List<Revocation> since(Instant instant);

    /** All that have not expired, piece by piece; the last piece is not full. */
    List<Revocation> page(@Nullable Revocation last, int size);

    /** Returns how many, at most the limit. */
    int deleteExpired(int limit);
  }

  private final Source source;
  private final KnownRevocations known;
  private final InstantSource clock;
  private Instant readUntil = Instant.EPOCH; // of the reader, which start() precedes
  private volatile Instant lastRead; // by this node's clock
  private Instant nextTidying;
  private final Repeating reading =
      Repeating.after(this::readAll, "revocations", INTERVAL, this::goOn);

  RevocationFeed(Source source, KnownRevocations known, InstantSource clock) {
    this.source = source;
    this.known = known;
    this.clock = clock;
    this.nextTidying = clock.instant().plus(TIDYING);
    this.lastRead = clock.instant();
  }

  @Override
  public void start() {
    reading.start();
  }

  @Override
  public void stop() {
    reading.stop();
  }

  @Override
  public boolean isRunning() {
    return reading.isRunning();
  }

  /** Started before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }

  void readAll() {
    Instant now = source.now();
    Revocation last = null;
    List<Revocation> page;
    do {
      page = source.page(last, PAGE);
      page.forEach(known::add);
      last = page.isEmpty() ? null : page.getLast();
    } while (page.size() == PAGE);
    hasRead(now);
  }

  void readNew() {
    Instant now = source.now();
    source.since(readUntil.minus(OVERLAP)).forEach(known::add);
    hasRead(now);
  }

  /** How long ago they were read: so long may a token have ended without this node knowing. */
  Duration age() {
    return Duration.between(lastRead, clock.instant());
  }

  private void hasRead(Instant now) {
    readUntil = now;
    lastRead = clock.instant();
  }

  private void goOn() {
    readNew();
    tidy();
  }

  private void tidy() {
    Instant now = clock.instant();
    if (now.isBefore(nextTidying)) {
      return;
    }
    known.tidy(now);
    if (source.deleteExpired(PAGE) < PAGE) {
      nextTidying = now.plus(TIDYING);
    }
  }
}
