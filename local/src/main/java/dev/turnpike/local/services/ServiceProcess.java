package dev.turnpike.local.services;

import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.operations.console.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of a service that runs in a JVM of its own.
 *
 * <p>Its parent reads its standard output: one line says that the service is ready, or in one
 * sentence why it is not. Its standard input is a pipe that only the parent can write to, so the
 * end of that stream means that the parent died, and then nothing here may outlive it.
 */
public final class ServiceProcess {

  public static final String READY = "turnpike-ready";
  public static final String REFUSED = "turnpike-refused ";

  private ServiceProcess() {}

  /**
   * @param arguments service name, number, port, folder of the logs; settings are in the
   *     environment
   */
  @SuppressWarnings("SystemExitOutsideMain") // halts, see #watchParent
  public static void main(String[] arguments) {
    Path logs = Path.of(arguments[3]);
    ServicePlan plan =
        new ServicePlan(
            ServiceKind.named(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Map.of());
    LogFiles.open(logs, plan.name());
    Thread.ofPlatform().daemon().name("parent-watch").start(ServiceProcess::watchParent);
    try {
      ServiceContext service = ServiceContext.start(plan);
      // Not halting behind it: the files that libraries unpacked are deleted after the hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
      System.out.println(READY);
    } catch (RuntimeException e) {
      String sentence = Sentence.of(e, "Starting " + plan.name(), logs);
      System.out.println(REFUSED + sentence.replace('\n', ' '));
      Runtime.getRuntime().halt(1);
    }
  }

  private static void watchParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
