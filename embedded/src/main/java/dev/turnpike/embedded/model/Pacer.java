package dev.turnpike.embedded.model;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks when they are due, all on one thread. Due times are rounded up to whole
 * milliseconds, so that thousands of streams wake it at most a thousand times a second. Tasks must
 * not block; one that fails is logged and the others go on.
 */
final class Pacer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pacer.class);
  private static final long TICK_NANOS = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final long origin = System.nanoTime();
  // guarded by lock
  private final PriorityQueue<Appointment> appointments = new PriorityQueue<>();
  private long order;
  private boolean closed;

  private record Appointment(long tick, long order, Runnable task)
      implements Comparable<Appointment> {
    @Override
    public int compareTo(Appointment other) {
      int byTick = Long.compare(tick, other.tick);
      return byTick != 0 ? byTick : Long.compare(order, other.order);
    }
  }

  private Pacer() {}

  static Pacer start() {
    Pacer pacer = new Pacer();
    Thread.ofPlatform().name("simulated-model-pacer").daemon().start(pacer::run);
    return pacer;
  }

  /** Runs the task at a time on {@link System#nanoTime}'s scale, or at once if that has passed. */
  void at(long dueNanos, Runnable task) {
    long tick = Math.max(0, Math.ceilDiv(dueNanos - origin, TICK_NANOS));
    lock.lock();
    try {
      Appointment added = new Appointment(tick, order++, task);
      appointments.add(added);
      if (added.equals(appointments.peek())) {
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    List<Appointment> due = new ArrayList<>();
    while (awaitDue(due)) {
      due.forEach(Pacer::perform);
      due.clear();
    }
  }

  private static void perform(Appointment appointment) {
    try {
      appointment.task.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A simulated answer failed");
    }
  }

  /** Waits for what is due and takes it; false once closed. */
  private boolean awaitDue(List<Appointment> due) {
    lock.lock();
    try {
      while (!closed && !takeDue(due)) {
        earlier.awaitNanos(nanosToNext());
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean takeDue(List<Appointment> due) {
    long now = System.nanoTime() - origin;
    Appointment next = appointments.peek();
    while (next != null && next.tick * TICK_NANOS <= now) {
      due.add(appointments.remove());
      next = appointments.peek();
    }
    return !due.isEmpty();
  }

  private long nanosToNext() {
    Appointment next = appointments.peek();
    return next == null ? Long.MAX_VALUE : next.tick * TICK_NANOS - (System.nanoTime() - origin);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      appointments.clear();
      earlier.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
