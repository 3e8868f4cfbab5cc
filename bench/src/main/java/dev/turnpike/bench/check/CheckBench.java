package dev.turnpike.bench.check;

import dev.turnpike.bench.compare.Comparison;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Progress;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./turnpike bench check} does. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Checks that Turnpike is no worse than the baseline in bench/baseline.json, by ratios to the"
          + " model asked directly.",
      "",
      "Without a result it measures one itself, as the baseline was, on an own system: about 4"
          + " minutes. Ends with 1 if a ratio is worse than its tolerance allows."
    })
public final class CheckBench implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RESULT",
      description = "The .json of a result of ./turnpike bench (default: measure now).")
  private @Nullable Path file;

  @Option(names = "--accept", description = "Make this result the new baseline, whatever it says.")
  private boolean accept;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-check (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final Progress progress = new Progress(Console.standard());

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Optional<Baseline> known = Baseline.read(Baseline.file(home));
    if (known.isEmpty() && !accept) {
      throw new BenchRefusal(
          "There is no %s: make one with --accept.".formatted(Baseline.file(home)));
    }
    Settings settings = known.map(Baseline::settings).orElse(Baseline.FIRST);
    Measured measured = measured(home, settings);
    boolean passed = true;
    if (known.isPresent()) {
      passed = report(CheckResult.of(known.get(), measured), measured, home);
    }
    if (!accept) {
      return passed ? 0 : FAILED;
    }
    return accept(measured, Baseline.file(home));
  }

  private int accept(Measured measured, Path baseline) throws IOException {
    if (!measured.level().succeeded()) {
      progress.line("Not taken over: turns failed or had a wrong text.");
      return FAILED;
    }
    Baseline.of(measured).write(baseline);
    progress.line("Taken over: %s. Commit it.".formatted(baseline));
    return 0;
  }

  private Measured measured(Path home, Settings settings) throws IOException, InterruptedException {
    if (file == null) {
      return measure(home, settings);
    }
    Measured measured = Measured.read(file, settings.concurrency().getFirst());
    if (!accept && !measured.settings().model().equals(settings.model())) {
      throw new BenchRefusal(
          "%s was measured with the model %s and the baseline with %s: their ratios can't be compared."
              .formatted(file, measured.settings().model(), settings.model()));
    }
    return measured;
  }

  private Measured measure(Path home, Settings settings) throws IOException, InterruptedException {
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    progress.line("Starting an own system …");
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(false, true), List.of(), progress::line)) {
      Subject subject = system.subject();
      List<LevelResult> levels =
          new Comparison(
                  settings,
                  new TurnpikeTarget(subject.url(), settings.accounts()),
                  new ModelTarget(subject.model()),
                  subject.groups(),
                  progress)
              .run();
      return new Measured(
          name != null ? name : checkout.shortCommit(),
          started,
          checkout,
          Machine.read(ProcFiles.ofThisSystem()),
          settings,
          levels.getFirst());
    }
  }

  private boolean report(CheckResult result, Measured measured, Path home) throws IOException {
    Path folder = results != null ? results : home.resolve("bench").resolve("results");
    ResultSheet sheet = ResultSheet.of(folder, "check", result.name(), result.startedAt());
    sheet.json(result);
    sheet.picture(result.picture(measured));
    Path page = sheet.page(result.page(sheet.stem()));
    progress.line("");
    result.rows().forEach(progress::line);
    progress.line("");
    progress.line("Written: %s, with .json and .svg beside it.".formatted(page));
    return result.passed();
  }
}
