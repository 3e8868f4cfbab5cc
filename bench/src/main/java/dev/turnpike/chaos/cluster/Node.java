package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.kernel.Host;
import dev.turnpike.local.services.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that can be killed, frozen, stopped and started.
 *
 * <p>While it is wanted it is started again whenever it ends, as a platform would; ending by itself
 * after it was ready is a fault and noted as such. One that ends before it is ready is none: what
 * it stands on may be away.
 *
 * <pre>
 *   down ──start──▶ starting ──ready──▶ up ──kill, stop──▶ down
 *             again ▲    └─ended─┘      └──ended: DIED──▶ starting
 * </pre>
 */
public final class Node {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

  /** The exit status of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private final JvmCommand command;
  private final int port;
  private final Duration stopLimit;
  private final Chronicle chronicle;

  // Guarded by this, which is notified of each change.
  private boolean wanted;
  private boolean ready;
  private boolean frozen;
  private boolean closed;
  private boolean served; // the running process was ready
  private int starts;
  private @Nullable Process process;
  private @Nullable Process told; // to stop
  private final List<Incarnation> ended = new ArrayList<>();

  /**
   * @param port on which it listens
   * @param stopLimit how long it may take to stop when it is told to
   */
  Node(JvmCommand command, int port, Duration stopLimit, Chronicle chronicle) {
    this.command = command;
    this.port = port;
    this.stopLimit = stopLimit;
    this.chronicle = chronicle;
    // Reading a pipe holds on to a carrier thread, of which there may be two.
    var _ = Thread.ofPlatform().daemon().name("node-" + command.name()).start(this::supervise);
  }

  public String name() {
    return command.name();
  }

  public Host host() {
    return command.host();
  }

  /** Of its HTTP server, if it has one. */
  public URI url() {
    return URI.create("http://" + command.host().address() + ":" + port);
  }

  /** Takes requests, and is not frozen. */
  public synchronized boolean isUp() {
    return ready && !frozen;
  }

  public synchronized boolean isWanted() {
    return wanted;
  }

  public synchronized boolean isFrozen() {
    return frozen;
  }

  /** Of the running process; -1 if there is none. */
  public synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** All its processes so far, in order. */
  public synchronized List<Incarnation> incarnations() {
    List<Incarnation> all = new ArrayList<>(ended);
    if (process != null) {
      all.add(incarnation(process, Incarnation.Ending.NONE));
    }
    return all;
  }

  private Incarnation incarnation(Process one, Incarnation.Ending ending) {
    return new Incarnation(name(), starts, one.pid(), command.temporary(starts), ending);
  }

  /** Returns at once; see {@link #awaitReady}. */
  public synchronized void start() {
    wanted = true;
    notifyAll();
  }

  /**
   * @throws ClusterFailure when it is not ready in time
   */
  public synchronized void awaitReady(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new ClusterFailure(
            "%s was not ready after %d s; see %s."
                .formatted(name(), patience.toSeconds(), command.logs()));
      }
      waitForChange(left);
    }
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    Process current = unwant();
    if (current != null) {
      current.destroyForcibly();
      chronicle.note(name(), Event.KILLED);
      awaitEnd(current, KILL_LIMIT);
    }
  }

  /** SIGTERM; returns when the process is gone. */
  public void stop() {
    Process current = unwant();
    if (current == null) {
      return;
    }
    chronicle.note(name(), Event.TERMINATED);
    terminate(current);
    if (awaitEnd(current, stopLimit)) {
      chronicle.note(name(), Event.STOPPED);
    } else {
      chronicle.note(name(), Event.STUCK, "killed after " + stopLimit.toSeconds() + " s");
      current.destroyForcibly();
      awaitEnd(current, KILL_LIMIT);
    }
  }

  private synchronized void terminate(Process current) {
    told = current;
    // Process.destroy would also close its input, which tells it that its parent is dead.
    current.toHandle().destroy();
  }

  /** From now on it is not wanted, and its end is no fault. */
  public void expectEnd() {
    unwant();
  }

  /** Returns when the process is gone: by itself, or by SIGKILL when that takes too long. */
  public void awaitHalt(Duration limit) {
    Process current;
    synchronized (this) {
      current = process;
    }
    if (current == null || awaitEnd(current, limit)) {
      chronicle.note(name(), Event.HALTED);
    } else {
      kill();
    }
  }

  /** SIGSTOP: it stays, and does nothing. */
  public synchronized void freeze() {
    if (process != null && !frozen) {
      frozen = true;
      Signals.send("STOP", process.pid());
      chronicle.note(name(), Event.PAUSED);
    }
  }

  /** SIGCONT. */
  public synchronized void thaw() {
    if (process != null && frozen) {
      frozen = false;
      Signals.send("CONT", process.pid());
      chronicle.note(name(), Event.RESUMED);
    }
  }

  /** SIGKILL, for good; nothing of it is noted. */
  void close() {
    Process current;
    synchronized (this) {
      closed = true;
      current = unwant();
    }
    if (current != null) {
      current.destroyForcibly();
      awaitEnd(current, KILL_LIMIT);
    }
  }

  private synchronized @Nullable Process unwant() {
    wanted = false;
    ready = false;
    frozen = false;
    notifyAll();
    return process;
  }

  private void supervise() {
    try {
      while (awaitWanted()) {
        runOnce();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException | IOException e) {
      chronicle.note(name(), Event.DIED, "can't be started: " + e);
    }
  }

  private synchronized boolean awaitWanted() throws InterruptedException {
    while (!wanted && !closed) {
      wait();
    }
    return !closed;
  }

  private void runOnce() throws IOException, InterruptedException {
    Process current;
    synchronized (this) {
      if (!wanted) {
        return;
      }
      starts++;
      served = false;
      current = command.start(starts);
      process = current;
    }
    follow(current);
    int status = current.waitFor();
    synchronized (this) {
      if (wanted && ready) {
        chronicle.note(name(), Event.DIED, "exit status " + status);
      }
      boolean inGoodOrder = served && current.equals(told) && status != KILLED;
      ended.add(
          incarnation(
              current, inGoodOrder ? Incarnation.Ending.STOPPED : Incarnation.Ending.CUT_OFF));
      ready = false;
      frozen = false;
      process = null;
      notifyAll();
    }
  }

  /** The line that it is ready is for us; what else a JVM prints goes to a file. */
  private void follow(Process current) {
    try (BufferedReader lines = current.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(ServiceProcess.READY)) {
          becameReady(current);
        } else {
          Files.writeString(
              command.logs().resolve(name() + ".out"),
              line + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
        }
      }
    } catch (IOException ended) {
      // As good as the end of the stream.
    }
  }

  private synchronized void becameReady(Process current) {
    if (wanted) {
      ready = true;
      served = true;
      chronicle.note(name(), Event.READY, "process " + current.pid());
      notifyAll();
    }
  }

  /** Whether it ended in time, and the supervisor has seen it. */
  private synchronized boolean awaitEnd(Process ending, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (ending.equals(process)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      waitForChange(left);
    }
    return true;
  }

  // Called by methods that hold the lock and check their condition in a loop.
  @SuppressWarnings({"WaitNotInLoop", "GuardedBy"})
  private void waitForChange(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure("Interrupted while waiting for " + name() + ".", e);
    }
  }
}
