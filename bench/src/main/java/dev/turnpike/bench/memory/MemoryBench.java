package dev.turnpike.bench.memory;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench memory} does. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what a recall takes, and how many turns a second one extractor learns from.",
      "",
      "Starts an own system, each service in a JVM of its own. Recalls run in the bench's JVM, as"
          + " they do in a worker's, on the system's database. Then so many ended turns are written"
          + " at once, and the extractor learns from them with a model that takes no time."
    })
public final class MemoryBench implements Callable<Integer> {
  private static final String MODEL = "sim:ttft=0,gap=0";

  /** Judging, which would follow the same turns, waits for its model all the while. */
  private static final String AWAY = "sim:fault=503";

  private static final int FACTS_OF_OTHERS = 20;

  @Option(
      names = "--facts",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,1000,10000",
      description = "How many facts the user has (default: ${DEFAULT-VALUE}).")
  private List<Integer> facts = List.of();

  @Option(
      names = "--others",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many other users there are, with 20 facts each (default: 1000).")
  private int others;

  @Option(
      names = "--recalls",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Recalls of each kind that are measured (default: ${DEFAULT-VALUE}).")
  private int recalls;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Turns to learn from (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "500",
      description = "Users who had these turns (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Turns to learn from before anything is measured (default: 2000).")
  private int warmUp;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-memory (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (facts.stream().anyMatch(each -> each < 1)
        || others < 0
        || Math.min(Math.min(recalls, turns), Math.min(users, warmUp)) < 1) {
      throw new BenchRefusal("--facts, --recalls, --turns, --users and --warm-up start at 1.");
    }
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    try (OwnSystem system =
        OwnSystem.start(
            new OwnSystem.Parts(true, false),
            List.of(),
            Map.of("MEMORY_MODEL", MODEL, "JUDGE_MODEL", AWAY),
            out::println)) {
      Endpoints endpoints = system.endpoints();
      try (HikariDataSource database = system.database(4)) {
        List<RecallTimes> recall = recall(database);
        LearningMeasure learning =
            new LearningMeasure(endpoints, database, system.subject().groups());
        out.printf("Learning from %,d turns, to warm up …%n", warmUp);
        var _ = learning.measure("warm-up", warmUp, users);
        out.printf("Learning from %,d turns …%n", turns);
        MemoryResult result =
            new MemoryResult(
                name != null ? name : checkout.shortCommit(),
                started,
                checkout,
                Machine.read(ProcFiles.ofThisSystem()),
                system.subject().description(),
                others * FACTS_OF_OTHERS,
                recalls,
                recall,
                learning.measure("measured", turns, users));
        result.rows().forEach(out::println);
        Path folder = results != null ? results : home.resolve("bench").resolve("results");
        out.printf("Written: %s, with .json beside it.%n", result.write(folder));
        return 0;
      }
    }
  }

  private List<RecallTimes> recall(HikariDataSource database) throws SQLException {
    out.println("Filling in facts …");
    FactFill fill = new FactFill(database, Embedder.shared().space().dimensions());
    for (int i = 0; i < others; i++) {
      fill.add("other-" + i, FACTS_OF_OTHERS);
    }
    for (int each : facts) {
      fill.add("user-with-" + each, each);
    }
    fill.analyze();
    RecallMeasure measure = new RecallMeasure(database);
    List<RecallTimes> times = new ArrayList<>();
    for (boolean longMessages : List.of(false, true)) {
      for (int each : facts) {
        out.printf("Recalling, %,d facts, %s messages …%n", each, longMessages ? "long" : "short");
        times.add(measure.measure("user-with-" + each, each, longMessages, recalls / 2, recalls));
      }
    }
    return times;
  }
}
