package dev.turnpike.schemas;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Values that never change once known. Concurrent callers share one look-up, and a failed look-up
 * is forgotten once they all were told. The look-up runs on a thread of its own, so that
 * interrupting one caller disturbs no other.
 */
final class SingleFlightCache<K, V> {

  private final ConcurrentMap<K, CompletableFuture<V>> entries = new ConcurrentHashMap<>();
  private final Function<K, V> lookUp;

  SingleFlightCache(Function<K, V> lookUp) {
    this.lookUp = lookUp;
  }

  V get(K key) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> known = entries.putIfAbsent(key, mine);
    if (known != null) {
      return valueOf(known);
    }
    Thread.ofVirtual().name("registry-lookup").start(() -> fill(key, mine));
    return valueOf(mine);
  }

  void put(K key, V value) {
    entries.put(key, CompletableFuture.completedFuture(value));
  }

  private void fill(K key, CompletableFuture<V> entry) {
    try {
      entry.complete(lookUp.apply(key));
    } catch (Throwable e) {
      entries.remove(key, entry);
      entry.completeExceptionally(e);
    }
  }

  private static <V> V valueOf(CompletableFuture<V> entry) {
    try {
      return entry.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("Interrupted while waiting for the registry.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
