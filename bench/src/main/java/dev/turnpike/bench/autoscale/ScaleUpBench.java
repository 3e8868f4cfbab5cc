package dev.turnpike.bench.autoscale;

import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench scale-up} does. */
@Command(
    name = "scale-up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Simulates an autoscaler that adds and takes agent workers, to compare what it may be told.",
      "",
      "Needs no system and takes about a minute. The same seed gives the same figures."
    })
public final class ScaleUpBench implements Callable<Integer> {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of what is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-scale-up (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    Plant plant = Plant.asDeployed();
    List<Outcome> compared = new ArrayList<>();
    for (Load load : Loads.COMPARED) {
      for (Signal signal : Signal.values()) {
        compared.add(run(plant, load, signal));
      }
    }
    Map<Integer, Outcome> graces = new TreeMap<>();
    for (int grace : new int[] {5, 60, 600}) {
      graces.put(grace, run(plant.withGrace(grace), Loads.EBB, Signal.TOGETHER));
    }
    Map<Integer, Outcome> partitions = new TreeMap<>();
    for (int count : new int[] {64, 128}) {
      partitions.put(count, run(plant.withPartitions(count), Loads.TOO_MUCH, Signal.TOGETHER));
    }
    ScaleUpResult result =
        new ScaleUpResult(
            name != null ? name : checkout.shortCommit(),
            started,
            checkout,
            seed,
            Sources.ALL,
            compared,
            graces,
            partitions);
    result.rows().forEach(out::println);
    Path folder = results != null ? results : home.resolve("bench").resolve("results");
    out.printf("Written: %s, with .json and .svg beside it.%n", result.write(folder));
    return 0;
  }

  private Outcome run(Plant plant, Load load, Signal signal) {
    out.printf("%s, told %s …%n", load.name(), signal.inWords());
    return new Simulation(plant, Behaviour.Settings.asDeployed(), load, signal, seed)
        .run(Loads.length(load));
  }
}
