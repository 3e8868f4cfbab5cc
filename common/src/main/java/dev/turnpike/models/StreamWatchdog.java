package dev.turnpike.models;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends model calls that have gone silent, by interrupting the thread that makes them.
 *
 * <p>A stalled stream blocks in a read that has no timeout of its own. One thread looks at all
 * calls four times a second; a call only writes a time stamp per token. Invariant: once {@link
 * Watched#close} has returned, no interrupt of the watchdog reaches the thread any more.
 */
final class StreamWatchdog implements AutoCloseable {

  private static final Duration ROUND = Duration.ofMillis(250);

  private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("model-watchdog").unstarted(this::watch);
  private volatile boolean closed;

  StreamWatchdog() {
    thread.start();
  }

  /** Watches the current thread's call until it is closed. */
  Watched watch(Duration firstToken, Duration silence) {
    var call = new Watched(Thread.currentThread(), firstToken.toNanos(), silence.toNanos());
    calls.add(call);
    return call;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(ROUND.toNanos());
      long now = System.nanoTime();
      calls.forEach(call -> call.check(now));
    }
  }

  /** One call under watch. */
  final class Watched implements AutoCloseable {
    private final Thread caller;
    private final long silenceNanos;
    private volatile long lastSign = System.nanoTime();
    private volatile long allowedNanos;
    private boolean expired;
    private boolean over;

    private Watched(Thread caller, long firstTokenNanos, long silenceNanos) {
      this.caller = caller;
      this.allowedNanos = firstTokenNanos;
      this.silenceNanos = silenceNanos;
    }

    /** A token has come. */
    void token() {
      lastSign = System.nanoTime();
      allowedNanos = silenceNanos;
    }

    /** Whether the call was ended for its silence. */
    synchronized boolean expired() {
      return expired;
    }

    private synchronized void check(long now) {
      if (!over && !expired && now - lastSign > allowedNanos) {
        expired = true;
        caller.interrupt();
      }
    }

    /** Ends the watch and takes back an interrupt that it has sent. */
    @Override
    public void close() {
      calls.remove(this);
      synchronized (this) {
        over = true;
        if (expired) {
          boolean _ = Thread.interrupted();
        }
      }
    }
  }
}
