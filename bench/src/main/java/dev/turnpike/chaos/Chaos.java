package dev.turnpike.chaos;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.chaos.cluster.ClusterFailure;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.report.ChaosFiles;
import dev.turnpike.chaos.report.ChaosResult;
import dev.turnpike.chaos.report.ChaosTable;
import dev.turnpike.chaos.report.Outcome;
import dev.turnpike.embedded.FolderTree;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.local.folder.LogFiles;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code ./turnpike chaos} hands over to. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Shows that the guarantees hold, whatever is killed.",
      "",
      "Starts a cluster of real processes on free ports, chats with it, and meanwhile kills,"
          + " freezes and restarts its parts in an order that a seed decides. When all is mended"
          + " and quiet again, an auditor reads the topics and the database and checks every"
          + " accepted turn. Fails if a guarantee was violated, and then keeps all data and logs.",
      ""
    })
public final class Chaos implements Callable<Integer> {
  private static final int FAILED = 1;

  private final CommandSpec spec;

  @Mixin private ChaosOptions options = new ChaosOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Write the result there, as in bench/results; else it is only printed.")
  private @Nullable Path results;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-chaos (default: the commit).")
  private @Nullable String name;

  @Option(names = "--keep", description = "Keep data and logs, whatever comes out.")
  private boolean keep;

  private Chaos() {
    spec = CommandSpec.forAnnotatedObject(this);
    spec.usageMessage().footer("", "Kinds of disturbances:", kinds());
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Chaos().spec)
        .setExecutionExceptionHandler(
            (failure, commandLine, _) -> {
              commandLine.getErr().println("turnpike: " + sentence(failure));
              return FAILED;
            });
  }

  private static String sentence(Exception failure) {
    return failure instanceof ClusterFailure || failure instanceof IOException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private static String kinds() {
    return Arrays.stream(Kind.values())
        .map(kind -> "  %-18s  %s".formatted(kind, kind.description()))
        .collect(Collectors.joining("%n"));
  }

  @Override
  public Integer call() throws Exception {
    ChaosSettings settings = settings();
    Console console = Console.standard();
    Path folder = Files.createTempDirectory("turnpike-chaos-");
    LogFiles.open(Files.createDirectories(folder.resolve("logs")), "chaos");
    String command = options.command(settings.seed());
    console.out().println(command);
    Outcome outcome =
        new ChaosRun(settings, folder, new Stopwatch(console.out()::println)::tell).run();
    console.out().println();
    ChaosTable.lines(outcome, console).forEach(console.out()::println);
    console.out().println();
    if (results != null) {
      write(results, outcome, command, console);
    }
    if (!outcome.passed()) {
      List<String> failure = ChaosTable.failure(outcome, command);
      failure.forEach(console.out()::println);
      Files.write(folder.resolve("logs").resolve("failure.txt"), failure);
    }
    if (keep || !outcome.passed()) {
      console.out().println("Data and logs: " + folder);
    } else {
      FolderTree.delete(folder);
    }
    return outcome.passed() ? 0 : FAILED;
  }

  private void write(Path folder, Outcome outcome, String command, Console console)
      throws IOException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    ChaosResult result =
        ChaosResult.of(outcome, command, checkout, Machine.read(ProcFiles.ofThisSystem()));
    Path page = ChaosFiles.write(folder, name != null ? name : checkout.shortCommit(), result);
    console.out().println("Written: %s, with .json and .svg beside it.".formatted(page));
  }

  private ChaosSettings settings() {
    try {
      return options.settings();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
