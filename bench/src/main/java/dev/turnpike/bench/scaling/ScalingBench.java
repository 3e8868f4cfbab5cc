package dev.turnpike.bench.scaling;

import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./turnpike bench scaling} does. */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Calculates, from what was measured, how many streams at once a deployment carries, and what"
          + " breaks first on the way to a million.",
      "",
      "Starts nothing and measures nothing: it takes a second. docs/scaling.md tells what it means."
    })
public final class ScalingBench implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--first-token",
      paramLabel = "SECONDS",
      description = "Until the model's first token (default: 0.5).")
  private double firstToken = Workload.CHAT.firstToken();

  @Option(
      names = "--rate",
      paramLabel = "TOKENS",
      description = "Tokens a second of one stream after that (default: 25).")
  private double rate = Workload.CHAT.rate();

  @Option(names = "--tokens", paramLabel = "N", description = "Tokens of an answer (default: 300).")
  private double tokens = Workload.CHAT.tokens();

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description =
          "Take processor time from this result of ./turnpike bench --own --processes --chat-only, a .json of bench/results.")
  private @Nullable Path costs;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-scaling (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    var console = Console.standard();
    var report = new ScalingReport(costs(), workload(), Deployment.steps());
    report.rows().forEach(console.out()::println);
    Checkout checkout = Checkout.read(home);
    String called = name != null ? name : checkout.shortCommit();
    Path written =
        report.write(
            results != null ? results : home.resolve("bench").resolve("results"),
            "%s-%s-scaling".formatted(LocalDate.now(ZoneOffset.UTC), called),
            "# Scaling: %s\n\nCalculated, not measured; commit `%s`."
                .formatted(called, checkout.shortCommit()));
    console.out().println("Written: %s, with .svg beside it.".formatted(written));
    return 0;
  }

  private Costs costs() throws IOException {
    return costs == null ? Costs.measured() : ProcessCosts.read(costs, Costs.measured());
  }

  private Workload workload() {
    try {
      return new Workload(firstToken, rate, tokens);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
