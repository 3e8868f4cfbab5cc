package dev.turnpike.ingress.accounts;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes and checks passwords on a few platform threads of its own: on the virtual threads it would
 * starve every stream. Callers block; when too many wait, further ones get a {@link
 * RejectedExecutionException}.
 *
 * <p>Invariant: checking takes as long when there is no hash as when the password is wrong.
 */
final class Passwords implements AutoCloseable {
  private static final String SCHEME = "bcrypt-sha256";

  private final PasswordEncoder encoder;
  private final ThreadPoolExecutor threads;
  private final String hashOfNobody;

  Passwords(PasswordProperties properties) {
    this(
        properties,
        new DelegatingPasswordEncoder(
            SCHEME, Map.of(SCHEME, new DigestedBcrypt(properties.strength()))));
  }

  Passwords(PasswordProperties properties, PasswordEncoder encoder) {
    this.encoder = encoder;
    this.threads =
        new ThreadPoolExecutor(
            properties.threads(),
            properties.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(properties.queue()),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    this.hashOfNobody = Objects.requireNonNull(encoder.encode("the password of nobody"));
  }

  String hash(String password) {
    return Objects.requireNonNull(onThreads(() -> encoder.encode(password)));
  }

  /** False without a hash, after the same time. */
  boolean matches(String password, @Nullable String hash) {
    boolean matches =
        onThreads(() -> encoder.matches(password, hash == null ? hashOfNobody : hash));
    return matches && hash != null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> T onThreads(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("interrupted while hashing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Hashing failed", e);
    }
  }
}
