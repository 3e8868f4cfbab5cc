package dev.turnpike.bench.micro;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench micro} does. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Measures with JMH what is done for each token and each record: streams, events, frames,"
          + " and the keyed consumer.",
      "",
      "Takes about 8 minutes. Starts no system; leave the machine alone meanwhile."
    })
public final class MicroBench implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description = "Only benchmarks in whose name this expression occurs, such as Window.")
  private String only = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-micro (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    MicroProgress progress = new MicroProgress(Console.standard());
    Checkout checkout = Checkout.read(home);
    double load = ProcFiles.ofThisSystem().loadAverage();
    Instant started = Instant.now();
    List<Figure> figures = figures(progress);
    MicroResult result =
        new MicroResult(
            MicroResult.FORMAT,
            name != null ? name : checkout.shortCommit(),
            started,
            Instant.now(),
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            load,
            MicroSettings.THOROUGH,
            figures);
    Path folder = results != null ? results : home.resolve("bench").resolve("results");
    MicroFiles files = MicroFiles.write(folder, result);
    MicroTable.lines(result).forEach(progress::line);
    progress.line("");
    progress.line("Written: %s, with .md beside it.".formatted(files.json()));
    return 0;
  }

  private List<Figure> figures(MicroProgress progress) {
    try {
      Pattern pattern = Pattern.compile(only);
      List<Figure> figures = new MicroRun(MicroSettings.THOROUGH, progress).run(pattern);
      if (figures.isEmpty()) {
        throw refusal("--only %s is in no benchmark's name; leave it out to run all.");
      }
      return figures;
    } catch (PatternSyntaxException e) {
      throw refusal(
          "--only %s is no regular expression; write one such as Window or Dispatch.*Virtual.");
    }
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(spec.commandLine(), sentence.formatted(only));
  }
}
