package dev.turnpike.bench.streams;

import dev.turnpike.bench.load.OpenStreams;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench streams} does. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what open streams cost the ingress in memory while nothing is said.",
      "",
      "Starts an own system, each service in its own JVM, and opens streams whose model takes its"
          + " time. The bench and the ingress need a file descriptor for each."
    })
public final class StreamsBench implements Callable<Integer> {
  private static final String SLOW_MODEL = "sim:ttft=55000,gap=20,tokens=10";
  private static final int WARM_UP = 100;
  private static final int ACCOUNTS = 8;
  private static final int OTHER_DESCRIPTORS = 500;
  private static final int FAILED = 1;

  @Option(
      names = "--open",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int open;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-streams (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProcFiles files = ProcFiles.ofThisSystem();
    requireDescriptors(files.openFilesLimit(), open);
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Console console = Console.standard();
    Checkout checkout = Checkout.read(home);
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(true, true), List.of(), console.out()::println)) {
      StreamsResult result = measure(system.subject(), files, checkout);
      result.rows().forEach(console.out()::println);
      Path folder = results != null ? results : home.resolve("bench").resolve("results");
      console.out().println("Written: %s, with .json beside it.".formatted(result.write(folder)));
      return result.open() == open ? 0 : FAILED;
    }
  }

  private StreamsResult measure(Subject subject, ProcFiles files, Checkout checkout)
      throws IOException, InterruptedException {
    Instant started = Instant.now();
    Meter meter = new Meter(files, subject.groups());
    TurnpikeTarget target = new TurnpikeTarget(subject.url(), ACCOUNTS);
    OpenStreams.open(target.lanes(WARM_UP), SLOW_MODEL).close();
    var lanes = target.lanes(open);
    double before = ingress(meter);
    try (OpenStreams streams = OpenStreams.open(lanes, SLOW_MODEL)) {
      streams.refusals().stream().distinct().limit(3).forEach(System.err::println);
      return new StreamsResult(
          name != null ? name : checkout.shortCommit(),
          started,
          checkout,
          Machine.read(files),
          subject.description(),
          open,
          streams.count(),
          before,
          ingress(meter));
    }
  }

  private static double ingress(Meter meter) {
    return meter.memory().entrySet().stream()
        .filter(group -> group.getKey().startsWith("ingress-api"))
        .mapToDouble(group -> Rounded.to(1, group.getValue().megabytes()))
        .sum();
  }

  /** The services inherit the limit. */
  static void requireDescriptors(long limit, int streams) {
    if (limit > 0 && limit < streams + OTHER_DESCRIPTORS) {
      throw new BenchRefusal(
          "%d open streams need as many file descriptors, and a process may have %d here: raise the limit (ulimit -n %d), or open fewer (--open %d)."
              .formatted(
                  streams,
                  limit,
                  streams + 2 * OTHER_DESCRIPTORS,
                  Math.max(0, limit - OTHER_DESCRIPTORS)));
    }
  }
}
