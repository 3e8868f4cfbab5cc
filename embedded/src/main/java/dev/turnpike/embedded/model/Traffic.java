package dev.turnpike.embedded.model;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts requests and the answers under way, for tests that must know. */
final class Traffic {
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();

  long requestArrived() {
    return requests.incrementAndGet();
  }

  void answerOpened() {
    open.incrementAndGet();
  }

  void answerClosed() {
    open.decrementAndGet();
  }

  long requests() {
    return requests.get();
  }

  int open() {
    return open.get();
  }
}
