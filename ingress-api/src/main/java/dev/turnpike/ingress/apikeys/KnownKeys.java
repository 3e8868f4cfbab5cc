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
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * The keys that were used lately, in memory: a call asks the database only for one that was not.
 * What is remembered may be revoked: the revocations, which every token is held against, know.
 *
 * <p>Invariants: what is remembered is bounded, also of keys that do not exist. Few of the server's
 * threads wait for the database at once; further ones refuse the call.
 */
final class KnownKeys {
  private static final int MOST = 10_000;

  /** Less than a revoked key is remembered as such. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  static final Duration UNKNOWN_REMEMBERED = Duration.ofSeconds(30);
  static final int LOOK_UPS = 8;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** Where they all are. */
  interface Table {
    Optional<ApiKey> find(Digest digest);

    Optional<ApiKey> find(String id);
  }

  private final Table table;
  private final Runnable requireDatabase;
  private final Cache<Digest, Optional<ApiKey>> byDigest;
  private final Cache<String, Optional<ApiKey>> byId;
  private final Semaphore lookUps = new Semaphore(LOOK_UPS);

  /**
   * @param requireDatabase throws a problem while the database is known to be away
   */
  KnownKeys(Table table, Runnable requireDatabase, Ticker ticker) {
    this.table = table;
    this.requireDatabase = requireDatabase;
    this.byDigest = cache(ticker);
    this.byId = cache(ticker);
  }

  private static <K> Cache<K, Optional<ApiKey>> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfter(
            Expiry.<K, Optional<ApiKey>>creating(
                (_, key) -> key.isPresent() ? REMEMBERED : UNKNOWN_REMEMBERED))
        .ticker(ticker)
        .build();
  }

  /**
   * Those who ask for the same one wait for one look.
   *
   * @throws Problem 503
   */
  Optional<ApiKey> find(Digest digest) {
    return byDigest.get(
        digest,
        wanted -> {
          Optional<ApiKey> found = shortly(() -> table.find(wanted));
          found.ifPresent(key -> byId.put(key.id(), found));
          return found;
        });
  }

  /**
   * As above.
   *
   * @throws Problem 503
   */
  Optional<ApiKey> find(String id) {
    return byId.get(id, wanted -> shortly(() -> table.find(wanted)));
  }

  void forget(String id) {
    byId.invalidate(id);
    byDigest.asMap().values().removeIf(key -> key.filter(each -> each.id().equals(id)).isPresent());
  }

  private Optional<ApiKey> shortly(Supplier<Optional<ApiKey>> look) {
    requireDatabase.run();
    try {
      if (!lookUps.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return look.get();
    } catch (DataAccessException e) {
      throw Problem.unavailable(
          "database_unavailable", "The database can't be reached: try again in a moment.");
    } finally {
      lookUps.release();
    }
  }

  private static Problem busy() {
    return Problem.unavailable("busy", "Too many unknown keys at once: try again in a moment.");
  }
}
