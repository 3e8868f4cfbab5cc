package dev.turnpike.ingress.accounts;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads that stand back when others want the processor. Java's own thread priorities do
 * nothing on Linux unless the JVM is told so for all of its threads; there a thread has a niceness
 * of its own, which it may always raise. Elsewhere, and where native access is denied, they are
 * ordinary threads.
 */
final class BackgroundThreads implements ThreadFactory {
  private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);
  private static final int PROCESS = 0; // for Linux, a thread; both are tasks
  private static final int CALLER = 0;

  private final String prefix;
  private final int niceness;
  private final AtomicInteger count = new AtomicInteger();

  BackgroundThreads(String prefix, int niceness) {
    this.prefix = prefix;
    this.niceness = niceness;
  }

  @Override
  public Thread newThread(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name(prefix + count.getAndIncrement())
        .unstarted(
            () -> {
              boolean _ = standBack();
              work.run();
            });
  }

  /** True when the thread that calls stands back from now on. */
  @SuppressWarnings("restricted") // Denied, it throws, and is caught.
  private boolean standBack() {
    if (niceness == 0 || !System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setPriority =
          linker.downcallHandle(
              linker.defaultLookup().find("setpriority").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      return (int) setPriority.invokeExact(PROCESS, CALLER, niceness) == 0;
    } catch (Throwable e) {
      log.atInfo()
          .addKeyValue("reason", e.toString())
          .log("Password hashing can't stand back behind other work here");
      return false;
    }
  }
}
