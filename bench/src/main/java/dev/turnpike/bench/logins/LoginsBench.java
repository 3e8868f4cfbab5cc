package dev.turnpike.bench.logins;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.LoginStorm;
import dev.turnpike.bench.load.LoginStorm.Credentials;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.stats.TurnTimes;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./turnpike bench logins} does. */
@Command(
    name = "logins",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what many logins at once do to chats that are under way, and how many get through.",
      "",
      "Starts an own system without memory and judging, lets chats go on before, during and after"
          + " the storm, and compares what their clients saw. Who logs in comes again when told to."
    })
public final class LoginsBench implements Callable<Integer> {
  private static final String MODEL = "sim:ttft=200,gap=20,tokens=50,text=lorem";
  private static final int SEEDS = 8;
  private static final int ACCOUNTS = 8;
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int FAILED = 1;

  @Option(
      names = "--logins",
      paramLabel = "N",
      defaultValue = "1500",
      description = "How many at once (default: ${DEFAULT-VALUE}).")
  private int logins;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many users they are; more logins than that share them (default: 300).")
  private int users;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many chats go on (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long the chats are measured without logins, half before and half after.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds of chats before anything is measured (default: 60).")
  private int warmUp;

  @Option(
      names = "--strength",
      paramLabel = "N",
      defaultValue = "10",
      description = "The strength of the hashes (default: ${DEFAULT-VALUE}).")
  private int strength;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that hash; 0 for half of the processors (default).")
  private int threads;

  @Option(
      names = "--niceness",
      paramLabel = "N",
      defaultValue = "0",
      description = "How far they stand back for others, 0 to 19 (default: 0).")
  private int niceness;

  @Option(names = "--processes", description = "Give each service a JVM of its own.")
  private boolean processes;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-logins (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(logins > 0 && users > 0 && streams > 0, "--logins, --users and --streams");
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    out.printf("One hash of strength %d takes one thread …%n", strength);
    double hash = HashTime.measure(strength);
    out.printf("  %.1f ms.%n", hash);
    try (OwnSystem system =
        OwnSystem.start(
            new OwnSystem.Parts(processes, true), List.of(), settings(), out::println)) {
      LoginsResult result = measure(system.subject(), checkout, started, hash);
      result.rows().forEach(out::println);
      Path folder = results != null ? results : home.resolve("bench").resolve("results");
      out.printf("Written: %s, with .json beside it.%n", result.write(folder));
      return result.succeeded() ? 0 : FAILED;
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "TURNPIKE_INGRESS_PASSWORDS_STRENGTH",
        Integer.toString(strength),
        "TURNPIKE_INGRESS_PASSWORDS_THREADS",
        Integer.toString(hashingThreads()),
        "TURNPIKE_INGRESS_PASSWORDS_NICENESS",
        Integer.toString(niceness));
  }

  /** The ingress' own default. */
  private int hashingThreads() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private LoginsResult measure(Subject subject, Checkout checkout, Instant started, double hash)
      throws IOException, InterruptedException {
    TurnpikeTarget target = new TurnpikeTarget(subject.url(), ACCOUNTS);
    List<Credentials> known = registered(target);
    var references = Texts.read(MODEL, SEEDS, SILENCE, new ModelTarget(subject.model()));
    Duration answer = Texts.duration(MODEL, references.getFirst().tokens());
    Chats chats = new Chats(target, references, answer, streams);
    out.println("Warming up …");
    var _ = chats.during(Duration.ofSeconds(warmUp));
    out.println("Chats alone …");
    TurnTimes quiet = chats.during(Duration.ofMillis(500L * seconds));
    out.println("Chats and logins …");
    LoginStorm storm = new LoginStorm(subject.url());
    FutureTask<LoginStorm.Outcome> running =
        new FutureTask<>(
            () ->
                storm.run(
                    IntStream.range(0, logins)
                        .mapToObj(i -> known.get(i % known.size()))
                        .toList()));
    Thread.ofPlatform().name("storm").start(running);
    TurnTimes during = chats.during(() -> stillRunning(running, storm));
    LoginStorm.Outcome outcome = outcome(running);
    outcome.failures().forEach((reason, count) -> out.printf("  %d × %s%n", count, reason));
    out.println("Chats alone again …");
    quiet.addAll(chats.during(Duration.ofMillis(500L * seconds)));
    return new LoginsResult(
        name != null ? name : checkout.shortCommit(),
        started,
        checkout,
        Machine.read(ProcFiles.ofThisSystem()),
        subject.description(),
        streams,
        logins,
        users,
        strength,
        hash,
        hashingThreads(),
        niceness,
        outcome,
        Chats.Seen.of(quiet),
        Chats.Seen.of(during));
  }

  private boolean stillRunning(FutureTask<LoginStorm.Outcome> running, LoginStorm storm) {
    out.printf("  %d of %d in%n", storm.done(), logins);
    return !running.isDone();
  }

  private static LoginStorm.Outcome outcome(FutureTask<LoginStorm.Outcome> running)
      throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The storm broke down", e.getCause());
    }
  }

  private List<Credentials> registered(TurnpikeTarget target)
      throws IOException, InterruptedException {
    List<Credentials> known = new ArrayList<>();
    while (known.size() < Math.min(users, logins)) {
      if (known.size() % 100 == 0) {
        out.printf("Registering users, %d of %d …%n", known.size(), Math.min(users, logins));
      }
      known.add(target.register());
    }
    return known;
  }

  private static void require(boolean condition, String options) {
    if (!condition) {
      throw new BenchRefusal(options + " must be at least 1 each.");
    }
  }
}
