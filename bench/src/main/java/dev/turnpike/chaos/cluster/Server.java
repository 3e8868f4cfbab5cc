package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import org.jspecify.annotations.Nullable;

/** A part that is a server inside this JVM: its end closes its port and all its connections. */
final class Server implements Part, AutoCloseable {

  /** Starts the server where it was before. */
  interface Start {
    AutoCloseable start();
  }

  private final String name;
  private final Start start;
  private final Chronicle chronicle;
  private @Nullable AutoCloseable running; // guarded by this

  Server(String name, Start start, Chronicle chronicle) {
    this.name = name;
    this.start = start;
    this.chronicle = chronicle;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized boolean isUp() {
    return running != null;
  }

  @Override
  public synchronized void down(boolean abruptly) {
    if (running != null) {
      chronicle.note(name, Event.DOWN);
      end(running);
      running = null;
    }
  }

  @Override
  public synchronized void up() {
    if (running == null) {
      running = start.start();
      chronicle.note(name, Event.READY);
    }
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      end(running);
      running = null;
    }
  }

  private void end(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new ClusterFailure("The %s did not stop: %s".formatted(name, e), e);
    }
  }
}
