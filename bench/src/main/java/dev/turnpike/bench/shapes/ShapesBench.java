package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.Progress;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench shapes} does. */
@Command(
    name = "shapes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures what Turnpike adds to turns of different shapes: sizes of messages and answers,"
          + " lengths of histories, tools, memory, judges.",
      "",
      "Starts own systems, each service in a JVM of its own, and compares each shape with the model"
          + " asked directly in alternating blocks. Takes about 16 minutes. Fails if a turn failed"
          + " or a text was wrong."
    })
public final class ShapesBench implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "ASPECT",
      split = ",",
      description = "Only these: sizes, history, tools, memory, judges. Usual turns come first.")
  private List<String> only = List.of();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many streams at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "12",
      description = "How long each side is measured for each shape (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds of load before anything is measured, in each system (default: 120).")
  private int warmUp;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-shapes (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Set<Aspect> aspects = aspects();
    if (concurrency < 1 || seconds < 1 || warmUp < 0) {
      throw new ParameterException(
          spec.commandLine(), "--concurrency and --seconds start at 1, --warm-up at 0.");
    }
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Progress progress = new Progress(Console.standard());
    Instant started = Instant.now();
    List<ShapeResult> shapes =
        new ShapesRun(concurrency, seconds, warmUp, progress).run(Shapes.of(aspects));
    ShapesResult result =
        new ShapesResult(
            name != null ? name : checkout.shortCommit(),
            started,
            Instant.now(),
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            concurrency,
            seconds,
            shapes);
    Path folder = results != null ? results : home.resolve("bench").resolve("results");
    return report(result, folder, progress);
  }

  private Set<Aspect> aspects() {
    try {
      return Aspect.named(only);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static int report(ShapesResult result, Path folder, Progress progress)
      throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "shapes", result.name(), result.startedAt());
    sheet.json(result);
    sheet.picture(ShapesPicture.svg(result));
    Path page = sheet.page(result.page(sheet.stem()));
    progress.line("");
    result.rows().forEach(progress::line);
    progress.line("");
    progress.line("Written: %s, with .json and .svg beside it.".formatted(page));
    if (!result.succeeded()) {
      progress.line("There were failed turns or wrong texts: the page lists them.");
      return FAILED;
    }
    return 0;
  }
}
