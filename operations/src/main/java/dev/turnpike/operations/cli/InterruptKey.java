package dev.turnpike.operations.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while something runs that can be ended: the first press ends it, the second leaves the
 * program. Closing gives the key back to whoever had it.
 *
 * <p>Java has no other way to a signal than {@code sun.misc.Signal}, and no way to tell the
 * compiler that this is known; hence by reflection. Where there is none, Ctrl-C leaves, as ever.
 */
public final class InterruptKey implements AutoCloseable {
  private static final String SIGNAL = "INT";

  private final Runnable end;
  private final Runnable leave;
  private final AtomicBoolean pressed = new AtomicBoolean();
  private final @Nullable Object before;

  private InterruptKey(Runnable end, Runnable leave) {
    this.end = end;
    this.leave = leave;
    this.before = handle(handler());
  }

  /**
   * @param end runs on a thread of its own
   */
  public static InterruptKey during(Runnable end, Runnable leave) {
    return new InterruptKey(end, leave);
  }

  @Override
  public void close() {
    if (before != null) {
      var _ = handle(before);
    }
  }

  private void press() {
    if (pressed.compareAndSet(false, true)) {
      end.run();
    } else {
      leave.run();
    }
  }

  private @Nullable Object handler() {
    InvocationHandler calls =
        (_, method, arguments) -> {
          if (method.getName().equals("handle")) {
            press();
            return null;
          }
          return method.invoke(this, arguments); // What every object has.
        };
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Returns the handler that was there; null when there is no such thing. */
  private static @Nullable Object handle(@Nullable Object handler) {
    if (handler == null) {
      return null;
    }
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object interrupt = signal.getConstructor(String.class).newInstance(SIGNAL);
      return signal
          .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
          .invoke(null, interrupt, handler);
    } catch (ReflectiveOperationException e) {
      return null; // Such as a JVM that was told to leave signals alone (-Xrs).
    }
  }
}
