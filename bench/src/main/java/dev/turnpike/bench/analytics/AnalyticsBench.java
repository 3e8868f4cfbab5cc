package dev.turnpike.bench.analytics;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench analytics} does. */
@Command(
    name = "analytics",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures how soon a completed turn is in the rollups, and what counting costs.",
      "",
      "Starts an own system, each service in a JVM of its own, and publishes completed turns at an"
          + " even pace. Every tenth of a second one of them is of an agent of its own: from its"
          + " acknowledgement until it is seen in analytics.rollups, and in the API, is the lag."
    })
public final class AnalyticsBench implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String SERVICE = "turn-analytics-1";

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Turns a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long before anything is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-analytics (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rate < 1 || seconds < 1 || warmUp < 1) {
      throw new BenchRefusal("--rate, --seconds and --warm-up start at 1.");
    }
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(true, false), List.of(), Map.of(), out::println)) {
      AnalyticsResult result = measure(system, checkout, started);
      result.rows().forEach(out::println);
      Path folder = results != null ? results : home.resolve("bench").resolve("results");
      out.printf("Written: %s, with .json beside it.%n", result.write(folder));
      return result.succeeded() ? 0 : 1;
    }
  }

  private AnalyticsResult measure(OwnSystem system, Checkout checkout, Instant started)
      throws InterruptedException {
    Endpoints endpoints = system.endpoints();
    try (TurnFeed feed = new TurnFeed(endpoints, started.toEpochMilli());
        TopicWatch topic = new TopicWatch(endpoints);
        ApiWatch api = new ApiWatch(address(endpoints))) {
      out.printf("Publishing %,d turns/s for %d s, to warm up …%n", rate, warmUp);
      Probes before = new Probes();
      topic.tell(before);
      var _ = feed.feed(rate, Duration.ofSeconds(warmUp), "warm", List.of(before));
      await(before);

      out.printf("Publishing %,d turns/s for %d s …%n", rate, seconds);
      Probes published = new Probes();
      Probes answered = new Probes();
      topic.tell(published);
      api.tell(answered);
      Meter meter = new Meter(ProcFiles.ofThisSystem(), system.subject().groups());
      Reading from = meter.read();
      long begin = System.nanoTime();
      int turns = feed.feed(rate, Duration.ofSeconds(seconds), "run", List.of(published, answered));
      double length = (System.nanoTime() - begin) / 1e9;
      Usage used = meter.read().since(from);
      await(published);
      await(answered);
      Map<String, Double> cpu = new TreeMap<>();
      used.cpuMillis()
          .forEach((group, millis) -> cpu.put(group, Rounded.to(3, (double) millis / turns)));
      Distribution answers = api.answers();
      return new AnalyticsResult(
          name != null ? name : checkout.shortCommit(),
          started,
          checkout,
          Machine.read(ProcFiles.ofThisSystem()),
          system.subject().description(),
          rate,
          turns,
          Rounded.to(1, length),
          published.lag(),
          answered.lag(),
          new AnalyticsResult.Answers(
              answers.count(), answers.quantile(0.5), answers.quantile(0.99)),
          cpu,
          Rounded.to(2, used.otherProcessors()));
    }
  }

  private static String address(Endpoints endpoints) {
    return endpoints.services().stream()
        .filter(node -> node.name().equals(SERVICE))
        .findFirst()
        .orElseThrow(() -> new BenchRefusal("The system has no " + SERVICE + "."))
        .url();
  }

  /** Until all are seen, or it is no use to wait any longer. */
  private static void await(Probes probes) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!probes.areAllSeen() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
