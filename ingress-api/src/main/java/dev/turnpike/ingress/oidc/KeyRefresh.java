package dev.turnpike.ingress.oidc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Reads the issuer's keys when the service starts and then every few minutes. */
final class KeyRefresh implements SmartLifecycle {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final IssuerKeys keys;
  private volatile boolean running;
  private @Nullable Thread reader; // guarded by this

  KeyRefresh(IssuerKeys keys) {
    this.keys = keys;
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      reader = Thread.ofVirtual().name("issuer-keys").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (reader != null) {
      reader.interrupt();
      reader = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      boolean read = keys.look();
      try {
        Thread.sleep(read ? INTERVAL : IssuerKeys.PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
