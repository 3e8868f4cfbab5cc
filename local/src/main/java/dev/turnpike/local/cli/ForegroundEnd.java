package dev.turnpike.local.cli;

import dev.turnpike.local.StopSequence;
import dev.turnpike.operations.cli.SignalTrap;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Steps;
import java.time.Duration;
import java.util.List;

/**
 * Ends the process that runs in the foreground.
 *
 * <p>Ctrl-C, SIGTERM and the end of the terminal are the normal ways to stop it, so they end with
 * exit status 0; by itself a JVM would report the signal. Everything stops in a shutdown hook, and
 * behind it the JVM deletes what libraries unpacked into the folder for temporary files.
 */
final class ForegroundEnd {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final StopSequence stop;
  private final Steps steps;
  private final Console console;
  private volatile boolean failed;

  private ForegroundEnd(StopSequence stop, Steps steps, Console console) {
    this.stop = stop;
    this.steps = steps;
    this.console = console;
  }

  static ForegroundEnd install(StopSequence stop, Steps steps, Console console) {
    ForegroundEnd end = new ForegroundEnd(stop, steps, console);
    Runtime.getRuntime().addShutdownHook(new Thread(end::run, "stop"));
    SIGNALS.forEach(signal -> SignalTrap.on(signal, ForegroundEnd::leave));
    return end;
  }

  /** The process is about to end because it could not start. */
  void failed() {
    failed = true;
  }

  @SuppressWarnings("SystemExitOutsideMain") // on the thread of a signal
  private static void leave() {
    System.exit(0);
  }

  private void run() {
    long begun = System.nanoTime();
    steps.close();
    if (!failed) {
      console.out().println();
      console.out().println("Stopping.");
    }
    List<String> late = stop.stop();
    late.forEach(
        name -> console.out().printf("  %s did not stop in time; it was cut off.%n", name));
    if (!failed) {
      console
          .out()
          .println("Stopped after " + Steps.seconds(Duration.ofNanos(System.nanoTime() - begun)));
    }
    console.out().flush();
  }
}
