package dev.turnpike.bench.soak;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.OpenLoop;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.stats.TurnTimes;
import dev.turnpike.bench.system.LiveHeap;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench soak} does. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Lets the same load go on for half an hour, and checks that nothing grows or gets slower.",
      "",
      "Starts an own system, each service in its own JVM. Chats arrive at a rate of their own;"
          + " between blocks it reads live heaps, memory, threads, open files and what is kept, and"
          + " asks the model alone. Fails if memory, threads or files grow, if the added time"
          + " drifts, if a turn failed, or if a process ended."
    })
public final class SoakBench implements Callable<Integer> {
  private static final int SEEDS = 8;
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private SoakOptions options = new SoakOptions();

  @Option(
      names = "--chat-only",
      description = "Leave out memory and judging, which follow the turns.")
  private boolean chatOnly;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-soak (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, InterruptedException {
    SoakSettings settings = settings();
    LiveHeap.requireTool();
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    out.println("Starting an own system …");
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(true, chatOnly), List.of(), out::println)) {
      Instant started = Instant.now();
      out.printf("Measuring %s.%n", system.subject().description());
      Soak.Seen seen = measure(system, settings);
      SoakResult result = result(system.subject(), checkout, started, settings, seen);
      report(result, results != null ? results : home.resolve("bench").resolve("results"));
      return result.succeeded() ? 0 : FAILED;
    }
  }

  private Soak.Seen measure(OwnSystem system, SoakSettings settings)
      throws IOException, InterruptedException {
    Subject subject = system.subject();
    ModelTarget model = new ModelTarget(subject.model());
    List<Reference> references = Texts.read(settings.model(), SEEDS, settings.silence(), model);
    Duration answer = Texts.duration(settings.model(), references.getFirst().tokens());
    Meter meter = new Meter(ProcFiles.ofThisSystem(), subject.groups());
    try (Stores stores = new Stores(system.endpoints())) {
      return new Soak(
              settings,
              new OpenLoop(references, settings.silence()),
              new Soak.Sides(new TurnpikeTarget(subject.url(), settings.accounts()), model),
              answer,
              meter,
              new Witness(subject.groups(), meter),
              stores,
              out::println)
          .run();
    }
  }

  private SoakResult result(
      Subject subject, Checkout checkout, Instant started, SoakSettings settings, Soak.Seen seen) {
    SoakChecks checks = new SoakChecks(seen.readings());
    List<Check> all = new ArrayList<>();
    all.add(turns("Turnpike", seen.turnpike()));
    all.add(turns("the model alone", seen.model()));
    all.add(SoakChecks.processes(seen.ended()));
    all.addAll(checks.all());
    return new SoakResult(
        name != null ? name : checkout.shortCommit(),
        started,
        Instant.now(),
        checkout,
        Machine.read(ProcFiles.ofThisSystem()),
        subject.description(),
        settings,
        seen.turnpike().turns(),
        all,
        checks.trends(),
        seen.before(),
        seen.after(),
        seen.growth(),
        seen.readings());
  }

  private static Check turns(String side, TurnTimes times) {
    return SoakChecks.turns(side, times.turns(), times.refused(), times.failures());
  }

  private void report(SoakResult result, Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "soak", result.name(), result.startedAt());
    SoakPage page = new SoakPage(result);
    sheet.json(result);
    sheet.picture(SoakPicture.svg(result));
    Path written = sheet.page(page.lines(sheet.stem()));
    out.println();
    page.checks().forEach(out::println);
    out.printf("%nWritten: %s, with .json and .svg beside it.%n", written);
  }

  private SoakSettings settings() {
    try {
      return options.settings();
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
