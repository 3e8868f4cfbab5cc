package dev.turnpike.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does one thing again and again while the application runs, however often it fails. */
public final class Repeating implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Repeating.class);

  /** What is done each time, on a virtual thread of its own. */
  @FunctionalInterface
  public interface Task {
    void run() throws InterruptedException;
  }

  private final String name;
  private final Duration pause;
  private final @Nullable Runnable first;
  private final Task task;
  private @Nullable Thread thread; // guarded by this

  /**
   * @param name of what is done, for logs and the thread
   * @param pause between two times; the first is at once
   */
  public Repeating(String name, Duration pause, Task task) {
    this(name, pause, null, task);
  }

  private Repeating(String name, Duration pause, @Nullable Runnable first, Task task) {
    this.name = name;
    this.pause = pause;
    this.first = first;
    this.task = task;
  }

  /**
   * One that the start waits for.
   *
   * @param first is done on the thread that starts; when it fails, so does the start
   * @param task is done from one pause later on
   */
  public static Repeating after(Runnable first, String name, Duration pause, Task task) {
    return new Repeating(name, pause, first, task);
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      if (first != null) {
        first.run();
      }
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Early to start, late to stop. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try {
      if (first != null) {
        Thread.sleep(pause);
      }
      for (boolean failed = false; true; ) {
        failed = !succeeds(failed);
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the first failure of a row. */
  private boolean succeeds(boolean failedBefore) throws InterruptedException {
    try {
      task.run();
      return true;
    } catch (RuntimeException e) {
      if (!failedBefore && !Thread.currentThread().isInterrupted()) {
        log.atWarn().addKeyValue("task", name).setCause(e).log("Failed, trying again");
      }
      return false;
    }
  }
}
