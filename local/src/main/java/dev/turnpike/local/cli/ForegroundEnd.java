package dev.turnpike.local.cli;

import dev.turnpike.local.StopSequence;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Steps;
import java.time.Duration;
import java.util.List;

/**
 * Ends the process that runs in the foreground.
 *
 * <p>Ctrl-C and SIGTERM are the normal way to stop it, so they end with exit status 0. By itself a
 * JVM would report the signal (130, 143); halting at the end of the shutdown hook decides
 * otherwise.
 */
final class ForegroundEnd {

  private final StopSequence stop;
  private final Steps steps;
  private final Console console;
  private volatile int status;

  private ForegroundEnd(StopSequence stop, Steps steps, Console console) {
    this.stop = stop;
    this.steps = steps;
    this.console = console;
  }

  static ForegroundEnd install(StopSequence stop, Steps steps, Console console) {
    ForegroundEnd end = new ForegroundEnd(stop, steps, console);
    Runtime.getRuntime().addShutdownHook(new Thread(end::run, "stop"));
    return end;
  }

  /** The process is about to end because it could not start. */
  void failed() {
    status = CommandLines.REFUSED;
  }

  private void run() {
    try {
      long begun = System.nanoTime();
      boolean wanted = status == 0;
      steps.close();
      if (wanted) {
        console.out().println();
        console.out().println("Stopping.");
      }
      List<String> late = stop.stop();
      late.forEach(
          name -> console.out().printf("  %s did not stop in time; it was cut off.%n", name));
      if (wanted) {
        console
            .out()
            .println("Stopped after " + Steps.seconds(Duration.ofNanos(System.nanoTime() - begun)));
      }
      console.out().flush();
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
