package dev.turnpike.bench.growth;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench growth} does. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what a turn and a stream cost while one thing grows ten-fold, and by which law.",
      "",
      "Starts an own system, each service in a JVM of its own. At each of three sizes it measures"
          + " processor time, memory, what is allocated and what is added to the first token, in"
          + " blocks by turns with the model asked directly. Everything else stays as it is.",
      "",
      "All of it takes about 24 minutes; partitions, with a system for each size, 10 of them."
    })
public final class GrowthBench implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      split = ",",
      description =
          "What grows: load, streams, sessions, history, answers, memories, partitions (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Rounds at each size, of one block of each side (default: 2).")
  private int rounds;

  @Option(
      names = "--block",
      paramLabel = "S",
      defaultValue = "6",
      description = "Seconds of a block (default: 6).")
  private int block;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds of load on each system before anything is measured (default: 120).")
  private int warmUp;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-growth (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    List<Dimension> dimensions = dimensions();
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    GrowthResult result =
        new GrowthResult(
            name != null ? name : checkout.shortCommit(),
            started,
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            rounds,
            block,
            new GrowthRun(
                    rounds, Duration.ofSeconds(block), Duration.ofSeconds(warmUp), out::println)
                .run(dimensions));
    ResultSheet sheet =
        ResultSheet.of(
            results != null ? results : home.resolve("bench").resolve("results"),
            "growth",
            result.name(),
            started);
    sheet.json(result);
    sheet.picture(GrowthPage.picture(result));
    Path page = sheet.page(GrowthPage.lines(result, sheet.stem() + ".svg"));
    out.printf("Written: %s, with .json and .svg beside it.%n", page);
    return 0;
  }

  private List<Dimension> dimensions() {
    try {
      require(rounds > 0, "--rounds must be at least 1, not %d.".formatted(rounds));
      require(block > 0, "--block must be at least 1 second, not %d.".formatted(block));
      require(warmUp > 0, "--warm-up must be at least 1 second, not %d.".formatted(warmUp));
      return only.isEmpty()
          ? Arrays.asList(Dimension.values())
          : only.stream().map(Dimension::named).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
