package dev.turnpike.local.cli;

import dev.turnpike.local.LocalSystem;
import dev.turnpike.local.RunOptions;
import dev.turnpike.local.StopSequence;
import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.cli.DataOption;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Sentence;
import dev.turnpike.operations.console.Steps;
import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts everything and stays until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything on this machine and stays in the foreground.",
    footer = {"", "Ctrl-C (or SIGTERM) stops it within 10 s; data stays for the next time."})
final class UpCommand implements Callable<Integer> {

  /** Ten seconds are promised; the rest is for what comes before and after. */
  private static final Duration STOP_LIMIT = Duration.ofMillis(8500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the chat API listens (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ephemeral",
      description = "Keep data in a temporary folder and delete it at the end.")
  private boolean ephemeral;

  @Option(
      names = "--processes",
      description = "Give each service its own JVM, and start it again when it dies.")
  private boolean processes;

  @Option(
      names = "--ingress",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many ingress nodes, on the following ports (with --processes).")
  private int ingress;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many agent workers (with --processes).")
  private int workers;

  @Option(
      names = "--chat-only",
      description = "Leave out what follows the turns: memory and judging.")
  private boolean chatOnly;

  @Option(
      names = "--partitions",
      paramLabel = "TOPIC=N",
      description =
          "Make a topic with other than its usual number of partitions; one that is there keeps its"
              + " own. Repeatable.")
  private Map<String, Integer> partitions = Map.of();

  @Override
  public Integer call() throws Exception {
    RunOptions options = options();
    Console console = Console.standard();
    RunFolder folder = ephemeral ? RunFolder.openEphemeral() : RunFolder.open(options.data());
    LogFiles.open(folder.logs(), "turnpike");
    console
        .out()
        .printf(
            "%s  %s%n%n",
            console.bold("Turnpike"),
            console.dim("data in %s, logs in its folder logs".formatted(shown(folder))));
    StopSequence stop = new StopSequence(STOP_LIMIT);
    try (Steps steps = new Steps(console)) {
      ForegroundEnd end = ForegroundEnd.install(stop, steps, console);
      try {
        LocalSystem system =
            new LocalSystem(options, folder, Surroundings.ofThisProcess(), steps, stop);
        ready(system.start(), folder, steps, console);
      } catch (Exception e) {
        if (stop.stopping()) {
          new CountDownLatch(1).await(); // the one who stops ends the JVM
        }
        end.failed();
        steps.say("");
        steps.close();
        System.err.println(
            "turnpike: " + Sentence.of(Turnpike.plain(e), "Starting", folder.logs()));
        return CommandLines.REFUSED;
      }
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private RunOptions options() {
    try {
      return new RunOptions(
          port,
          data.folder(),
          ephemeral,
          processes,
          ingress,
          workers,
          chatOnly,
          new PartitionCounts(partitions));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void ready(Endpoints endpoints, RunFolder folder, Steps steps, Console console) {
    String data = DataOption.argument(folder.path());
    List<String> lines =
        List.of(
            "",
            endpoints.model().simulated()
                ? "  The built-in simulated model answers; set OPENAI_API_KEY for a real one."
                : "  Answers come from %s at %s."
                    .formatted(
                        endpoints.model().name() == null ? "the model" : endpoints.model().name(),
                        endpoints.model().baseUrl()),
            "",
            "  Say something     ./turnpike chat%s \"Hello\"".formatted(data),
            "  Watch a topic     ./turnpike tail%s turns.completed".formatted(data),
            "  Stop              Ctrl-C",
            "",
            console.bold("Turnpike is ready")
                + " at %s after %s".formatted(endpoints.url(), Steps.seconds(steps.elapsed())));
    lines.forEach(steps::say);
  }

  private static String shown(RunFolder folder) {
    return folder.ephemeral() ? folder.path() + " until it stops" : folder.path().toString();
  }
}
