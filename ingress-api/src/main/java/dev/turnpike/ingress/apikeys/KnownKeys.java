package dev.turnpike.ingress.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.turnpike.ingress.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * The keys that were used lately, in memory: a call asks the database only for one that was not.
 * What is remembered may be revoked: the revocations, which every token is held against, know.
 *
 * <p>Invariants: what is remembered is bounded, also of keys that do not exist. Few of the server's
 * threads wait for the database at once; further ones refuse the call soon, and none waits for
 * another's look (so nothing is loaded inside of the cache). While a key is in use, one call in
 * some minutes looks whether it is still there; the others go on with what is remembered.
 */
final class KnownKeys {
  private static final int MOST = 10_000;

  /** Less than a revoked key is remembered as such. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration UNKNOWN_REMEMBERED = Duration.ofSeconds(30);
  static final int LOOK_UPS = 8;
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  /** Where they all are. */
  interface Table {
    Optional<ApiKey> find(Digest digest);

    Optional<ApiKey> find(String id);
  }

  /**
   * What a look brought.
   *
   * @param nextLook in the ticker's nanoseconds; whoever moves it looks
   */
  private record Look(Optional<ApiKey> key, AtomicLong nextLook) {}

  private final Table table;
  private final Runnable requireDatabase;
  private final Ticker ticker;
  private final Cache<Digest, Look> byDigest;
  private final Cache<String, Look> byId;
  private final Semaphore lookUps = new Semaphore(LOOK_UPS);

  /**
   * @param requireDatabase throws a problem while the database is known to be away
   */
  KnownKeys(Table table, Runnable requireDatabase, Ticker ticker) {
    this.table = table;
    this.requireDatabase = requireDatabase;
    this.ticker = ticker;
    this.byDigest = cache(ticker);
    this.byId = cache(ticker);
  }

  private static <K> Cache<K, Look> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfter(
            Expiry.<K, Look>writing(
                (_, look) -> look.key().isPresent() ? REMEMBERED : UNKNOWN_REMEMBERED))
        .ticker(ticker)
        .build();
  }

  /**
   * @throws Problem 503
   */
  Optional<ApiKey> find(Digest digest) {
    return find(byDigest, digest, () -> table.find(digest));
  }

  /**
   * @throws Problem 503
   */
  Optional<ApiKey> find(String id) {
    return find(byId, id, () -> table.find(id));
  }

  void forget(String id) {
    byId.invalidate(id);
    byDigest
        .asMap()
        .values()
        .removeIf(look -> look.key().filter(each -> each.id().equals(id)).isPresent());
  }

  private <K> Optional<ApiKey> find(
      Cache<K, Look> cache, K wanted, Supplier<Optional<ApiKey>> source) {
    Look known = cache.getIfPresent(wanted);
    if (known == null) {
      return lookUp(cache, wanted, source, true);
    }
    long next = known.nextLook().get();
    long now = ticker.read();
    if (now - next < 0
        || !known.nextLook().compareAndSet(next, now + PAUSE_AFTER_FAILURE.toNanos())) {
      return known.key();
    }
    try {
      return lookUp(cache, wanted, source, false);
    } catch (Problem _) { // Until it expires.
      return known.key();
    }
  }

  /**
   * @param meanwhile whether what another call has brought while this one waited will do
   */
  private <K> Optional<ApiKey> lookUp(
      Cache<K, Look> cache, K wanted, Supplier<Optional<ApiKey>> source, boolean meanwhile) {
    requireDatabase.run();
    requireTurn();
    try {
      Look known = meanwhile ? cache.getIfPresent(wanted) : null;
      if (known != null) {
        return known.key();
      }
      Optional<ApiKey> found = source.get();
      remember(cache, wanted, found);
      found.ifPresent(key -> remember(byId, key.id(), found));
      return found;
    } catch (DataAccessException e) {
      throw Problem.unavailable(
          "database_unavailable", "The database can't be reached: try again in a moment.");
    } finally {
      lookUps.release();
    }
  }

  private <K> void remember(Cache<K, Look> cache, K wanted, Optional<ApiKey> found) {
    cache.put(wanted, new Look(found, new AtomicLong(ticker.read() + FRESH.toNanos())));
  }

  private void requireTurn() {
    try {
      if (lookUps.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable("busy", "Too many unknown keys at once: try again in a moment.");
  }
}
