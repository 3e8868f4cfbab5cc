package dev.turnpike.bench.judging;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench judging} does. */
@Command(
    name = "judging",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures how many turns a second one judge grades, beyond the model's own time.",
      "",
      "Starts an own system, each service in a JVM of its own. Then so many ended turns are written"
          + " at once, and the judge grades each under the five shipped rubrics with a model that"
          + " takes no time."
    })
public final class JudgingBench implements Callable<Integer> {
  private static final String MODEL = "sim:ttft=0,gap=0";
  private static final int SHIPPED_RUBRICS = 5;

  /** Memory, which would follow the same turns, waits for its model all the while. */
  private static final String AWAY = "sim:fault=503";

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Turns to judge (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Turns to judge before anything is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many calls of the model run at once (default: ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      split = " ",
      description = "More options for the system's JVMs, such as a flight recording.")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-judging (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (Math.min(turns, Math.min(warmUp, calls)) < 1) {
      throw new BenchRefusal("--turns, --warm-up and --calls start at 1.");
    }
    try (OwnSystem system =
        OwnSystem.start(
            new OwnSystem.Parts(true, false),
            javaOptions,
            Map.of(
                "JUDGE_MODEL",
                MODEL,
                "JUDGE_CONCURRENT_CALLS",
                Integer.toString(calls),
                "MEMORY_MODEL",
                AWAY),
            out::println)) {
      Endpoints endpoints = system.endpoints();
      try (HikariDataSource database = system.database(1)) {
        return measure(
            new JudgingMeasure(endpoints, database, system.subject().groups(), SHIPPED_RUBRICS),
            system.subject().description());
      }
    }
  }

  private int measure(JudgingMeasure measure, String system)
      throws IOException, SQLException, InterruptedException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    out.printf("Judging %,d turns, to warm up …%n", warmUp);
    var _ = measure.measure("warm-up", warmUp);
    out.printf("Judging %,d turns …%n", turns);
    JudgingResult result =
        new JudgingResult(
            name != null ? name : checkout.shortCommit(),
            started,
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            system,
            calls,
            measure.measure("measured", turns));
    result.rows().forEach(out::println);
    Path folder = results != null ? results : home.resolve("bench").resolve("results");
    out.printf("Written: %s, with .json beside it.%n", result.write(folder));
    return 0;
  }
}
