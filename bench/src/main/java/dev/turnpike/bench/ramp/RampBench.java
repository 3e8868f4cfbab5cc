package dev.turnpike.bench.ramp;

import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench ramp} does. */
@Command(
    name = "ramp",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Finds how many chats a second Turnpike carries: its knee.",
      "",
      "Chats arrive at a rate of their own, whatever becomes of those before, first few and then"
          + " more and more. At each rate Turnpike and the model alone are measured by turns. The"
          + " knee is the highest rate that held; beyond it, refusals have to be clean. Takes about"
          + " 12 minutes on two processors."
    })
public final class RampBench implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private RampOptions options = new RampOptions();

  @Option(names = "--processes", description = "Give each service a JVM of its own.")
  private boolean processes;

  @Option(
      names = "--chat-only",
      description = "Leave out memory and judging, which follow the turns.")
  private boolean chatOnly;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      split = " ",
      description = "More options for its JVM, such as a flight recording.")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Instead of an own system: the Turnpike at this address.")
  private @Nullable URI url;

  @Option(
      names = "--model-url",
      paramLabel = "URL",
      description = "Where that system's simulated model is, as in http://localhost:8090/v1.")
  private @Nullable URI modelUrl;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-ramp (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  @Override
  public Integer call() throws IOException, InterruptedException {
    RampSettings settings = settings();
    if (url != null) {
      if (modelUrl == null) {
        throw refusal("--url needs --model-url, to compare with the model behind it.");
      }
      return measure(Subject.elsewhere(url, modelUrl), settings);
    }
    out.println("Starting an own system …");
    try (OwnSystem system =
        OwnSystem.start(new OwnSystem.Parts(processes, chatOnly), javaOptions, out::println)) {
      return measure(system.subject(), settings);
    }
  }

  private int measure(Subject subject, RampSettings settings)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    out.printf("Measuring %s.%n", subject.description());
    ProcFiles files = ProcFiles.ofThisSystem();
    Ramp.Climb climb =
        new Ramp(
                settings,
                new TurnpikeTarget(subject.url(), settings.accounts()),
                new ModelTarget(subject.model()),
                new Meter(files, subject.groups()),
                out::println)
            .run();
    Bounds bounds = Bounds.of(settings);
    RampResult result =
        new RampResult(
            name != null ? name : checkout.shortCommit(),
            started,
            Instant.now(),
            checkout,
            Machine.read(files),
            subject.description(),
            settings,
            bounds,
            Knee.of(climb.steps(), bounds),
            climb.steps(),
            climb.overload());
    report(result, results != null ? results : home.resolve("bench").resolve("results"));
    return result.succeeded() ? 0 : FAILED;
  }

  private void report(RampResult result, Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "ramp", result.name(), result.startedAt());
    RampPage page = new RampPage(result);
    sheet.json(result);
    sheet.picture(RampPicture.svg(result));
    Path written = sheet.page(page.lines(sheet.stem()));
    out.println();
    page.table().forEach(out::println);
    out.println();
    page.summary().forEach(out::println);
    out.printf("%nWritten: %s, with .json and .svg beside it.%n", written);
  }

  private RampSettings settings() {
    try {
      return options.settings();
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refusal(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("used without a command line");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
