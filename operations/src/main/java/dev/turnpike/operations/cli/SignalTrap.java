package dev.turnpike.operations.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A reaction to a signal instead of the JVM's own, which is to end with 128 and the signal's
 * number. Closing gives the signal back to whoever had it.
 *
 * <p>Java has no other way to a signal than {@code sun.misc.Signal}, and no way to tell the
 * compiler that this is known; hence by reflection. Where there is none, the JVM's reaction stays.
 */
public final class SignalTrap implements AutoCloseable {

  private final String signal;
  private final @Nullable Object before;

  private SignalTrap(String signal, Runnable reaction) {
    this.signal = signal;
    this.before = handle(handler(reaction));
  }

  /**
   * @param signal its name without SIG, such as {@code INT}, which a terminal sends for Ctrl-C
   * @param reaction runs on a thread of its own each time
   */
  public static SignalTrap on(String signal, Runnable reaction) {
    return new SignalTrap(signal, reaction);
  }

  @Override
  public void close() {
    if (before != null) {
      var _ = handle(before);
    }
  }

  private @Nullable Object handler(Runnable reaction) {
    InvocationHandler calls =
        (_, method, arguments) -> {
          if (method.getName().equals("handle")) {
            reaction.run();
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
  private @Nullable Object handle(@Nullable Object handler) {
    if (handler == null) {
      return null;
    }
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Object number = type.getConstructor(String.class).newInstance(signal);
      return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
          .invoke(null, number, handler);
    } catch (ReflectiveOperationException e) {
      return null; // Such as a JVM that was told to leave signals alone (-Xrs).
    }
  }
}
