package dev.turnpike.bench;

import dev.turnpike.bench.analytics.AnalyticsBench;
import dev.turnpike.bench.autoscale.ScaleUpBench;
import dev.turnpike.bench.check.CheckBench;
import dev.turnpike.bench.compare.Comparison;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.LongSessions;
import dev.turnpike.bench.compare.LongSessionsResult;
import dev.turnpike.bench.compare.Progress;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.growth.GrowthBench;
import dev.turnpike.bench.judging.JudgingBench;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.logins.LoginsBench;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.memory.MemoryBench;
import dev.turnpike.bench.micro.MicroBench;
import dev.turnpike.bench.ramp.RampBench;
import dev.turnpike.bench.report.HistoryFile;
import dev.turnpike.bench.report.Result;
import dev.turnpike.bench.report.ResultFiles;
import dev.turnpike.bench.report.Table;
import dev.turnpike.bench.scaling.ScalingBench;
import dev.turnpike.bench.shapes.ShapesBench;
import dev.turnpike.bench.soak.SoakBench;
import dev.turnpike.bench.startup.StartupBench;
import dev.turnpike.bench.streams.StreamsBench;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.RunningSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code ./turnpike bench} hands over to. */
@Command(
    name = "bench",
    subcommands = {
      MicroBench.class,
      RampBench.class,
      StreamsBench.class,
      LoginsBench.class,
      MemoryBench.class,
      JudgingBench.class,
      AnalyticsBench.class,
      GrowthBench.class,
      ScaleUpBench.class,
      ShapesBench.class,
      CheckBench.class,
      StartupBench.class,
      ScalingBench.class,
      SoakBench.class
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what Turnpike adds to the model's own time, and what it costs.",
      "",
      "Streams chats through Turnpike and, in alternating blocks of the same run, straight from"
          + " the simulated model; compares times, rates and every text. Writes figures, a table"
          + " and a picture, and fails if a turn failed or a text was wrong.",
      ""
    },
    footer = {
      "",
      "Without --url or --own it measures the system that runs on the data folder, and an own one"
          + " if none does. An own one has the model in a JVM of its own, so that processor time"
          + " can be told apart; it is the one for figures to keep."
    })
public final class Bench implements Callable<Integer> {
  private static final int FAILED = 1;

  private final CommandSpec spec;

  @Option(names = "--own", description = "Start a system for this run only, on free ports.")
  private boolean own;

  @Option(
      names = "--processes",
      description = "With an own system: give each of its services a JVM of its own.")
  private boolean processes;

  @Option(
      names = "--chat-only",
      description = "With an own system: leave out memory and judging, which follow the turns.")
  private boolean chatOnly;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      split = " ",
      description = "With an own system: more options for its JVM, such as a flight recording.")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Measure the Turnpike at this address.")
  private @Nullable URI url;

  @Option(
      names = "--model-url",
      paramLabel = "URL",
      description = "Where that system's simulated model is, as in http://localhost:8090/v1.")
  private @Nullable URI modelUrl;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Measure what runs on this data folder (default: .turnpike).")
  private @Nullable Path data;

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Instead: compare sessions that have had N turns with new ones, by their first token.")
  private int history;

  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private Bench() {
    spec = CommandSpec.forAnnotatedObject(this);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench().spec)
        .setExecutionExceptionHandler(
            (failure, commandLine, _) -> {
              commandLine.getErr().println("turnpike: " + sentence(failure));
              return FAILED;
            });
  }

  private static String sentence(Exception failure) {
    return failure instanceof BenchRefusal || failure instanceof IOException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    Progress progress = new Progress(Console.standard());
    Optional<Subject> found = own ? Optional.empty() : existing();
    if (found.isPresent()) {
      return measure(found.get(), settings, progress);
    }
    progress.line("Starting an own system …");
    try (OwnSystem system = OwnSystem.start(parts(), javaOptions, progress::line)) {
      return measure(system.subject(), settings, progress);
    }
  }

  private OwnSystem.Parts parts() {
    return new OwnSystem.Parts(processes, chatOnly);
  }

  private Optional<Subject> existing() {
    if (url == null) {
      return RunningSystem.on(data != null ? data : home().resolve(".turnpike"), modelUrl);
    }
    if (modelUrl == null) {
      throw new ParameterException(
          spec.commandLine(), "--url needs --model-url, to compare with the model behind it.");
    }
    return Optional.of(Subject.elsewhere(url, modelUrl));
  }

  private int measure(Subject subject, Settings settings, Progress progress)
      throws IOException, InterruptedException {
    Checkout checkout = Checkout.read(home());
    Instant started = Instant.now();
    progress.line("Measuring %s.".formatted(subject.description()));
    if (history > 0) {
      return measureHistory(subject, settings, progress, checkout);
    }
    List<LevelResult> levels =
        new Comparison(
                settings,
                new TurnpikeTarget(subject.url(), settings.accounts()),
                new ModelTarget(subject.model()),
                subject.groups(),
                progress)
            .run();
    Result result =
        new Result(
            Result.FORMAT,
            name != null ? name : checkout.shortCommit(),
            started,
            Instant.now(),
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            subject.description(),
            settings,
            levels);
    return report(result, progress);
  }

  private int measureHistory(
      Subject subject, Settings settings, Progress progress, Checkout checkout)
      throws IOException, InterruptedException {
    Instant started = Instant.now();
    List<LongSessionsResult> levels =
        new LongSessions(
                settings,
                new TurnpikeTarget(subject.url(), settings.accounts()),
                new ModelTarget(subject.model()),
                history,
                progress::line)
            .run();
    HistoryFile file =
        new HistoryFile(
            name != null ? name : checkout.shortCommit(),
            started,
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            subject.description(),
            settings,
            levels);
    Path written = file.write(folder());
    progress.line("");
    file.rows().forEach(progress::line);
    progress.line("");
    progress.line("Written: %s, with .json beside it.".formatted(written));
    return file.succeeded() ? 0 : FAILED;
  }

  private Path folder() {
    return results != null ? results : home().resolve("bench").resolve("results");
  }

  private int report(Result result, Progress progress) throws IOException {
    ResultFiles files = ResultFiles.write(folder(), result);
    progress.line("");
    Table.rows(result).forEach(progress::line);
    progress.line("");
    progress.line("Written: %s, with .md and .svg beside it.".formatted(files.json()));
    if (!result.succeeded()) {
      progress.line("There were failed turns or wrong texts: see the rows above and the .md file.");
      return FAILED;
    }
    return 0;
  }

  private Settings settings() {
    try {
      return load.settings();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
  }
}
