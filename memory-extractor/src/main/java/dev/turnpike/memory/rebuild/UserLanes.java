package dev.turnpike.memory.rebuild;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one user one after the other, and those of different users side by side. What waits
 * is bounded: then whoever brings more waits too. After the first failure nothing more is run.
 */
final class UserLanes {

  /** One task; a failure ends all. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  private final int most;
  private final Semaphore room;
  private final Semaphore running;
  private final Map<String, Queue<Task>> lanes = new HashMap<>(); // guarded by this
  private @Nullable Throwable failure; // guarded by this

  /**
   * @param atOnce tasks that run
   * @param most tasks that run or wait
   */
  UserLanes(int atOnce, int most) {
    this.running = new Semaphore(atOnce);
    this.room = new Semaphore(most);
    this.most = most;
  }

  /**
   * @throws RebuildRefusal when an earlier task failed
   */
  void add(String user, Task task) throws InterruptedException {
    requireNoFailure();
    room.acquire();
    synchronized (this) {
      var lane = lanes.get(user);
      if (lane != null) {
        lane.add(task);
        return;
      }
      Queue<Task> begun = new ArrayDeque<>();
      begun.add(task);
      lanes.put(user, begun);
      Thread.ofVirtual().name("rebuild-lane").start(() -> run(user, begun));
    }
  }

  /**
   * Returns when all tasks have ended.
   *
   * @throws RebuildRefusal when one of them failed
   */
  void await() throws InterruptedException {
    room.acquire(most);
    room.release(most);
    requireNoFailure();
  }

  synchronized void requireNoFailure() {
    if (failure instanceof RebuildRefusal refusal) {
      throw refusal;
    }
    if (failure != null) {
      throw new RebuildRefusal(
          "The rebuild broke off, and nothing was changed: " + failure.getMessage(), failure);
    }
  }

  private void run(String user, Queue<Task> lane) {
    while (true) {
      Task task;
      synchronized (this) {
        var next = lane.poll();
        if (next == null) {
          lanes.remove(user);
          return;
        }
        task = failure == null ? next : () -> {};
      }
      try {
        running.acquire();
        try {
          task.run();
        } finally {
          running.release();
        }
      } catch (Throwable e) { // whatever it is, who waits must hear of it
        fail(e);
      } finally {
        room.release();
      }
    }
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }
}
