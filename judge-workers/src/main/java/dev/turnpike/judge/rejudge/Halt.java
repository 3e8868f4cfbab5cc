package dev.turnpike.judge.rejudge;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run before its time: nothing new is begun, what is under way ends. The first reason stays.
 */
public final class Halt {

  private final AtomicReference<RejudgeResult.@Nullable End> reason = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch called = new CountDownLatch(1);

  /** On behalf of a person; any thread. */
  public void stop() {
    call(RejudgeResult.End.STOPPED);
  }

  void call(RejudgeResult.End why) {
    reason.compareAndSet(null, why);
    called.countDown();
  }

  /** It can't go on. */
  void fail(Throwable why) {
    failure.compareAndSet(null, why);
    called.countDown();
  }

  boolean isCalled() {
    return called.getCount() == 0;
  }

  /** Waits that long, or until it is called; whether it was. */
  boolean await(Duration length) throws InterruptedException {
    return called.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }

  Optional<RejudgeResult.End> reason() {
    return Optional.ofNullable(reason.get());
  }

  /**
   * @throws RejudgeRefusal when something failed
   */
  void requireNoFailure() {
    var why = failure.get();
    if (why instanceof RejudgeRefusal refusal) {
      throw refusal;
    }
    if (why != null) {
      throw RejudgeRefusal.brokenOff(why);
    }
  }
}
