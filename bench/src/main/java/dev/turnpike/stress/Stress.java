package dev.turnpike.stress;

import dev.turnpike.bench.logins.HashTime;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.bench.system.BenchRefusal;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code ./turnpike stress} hands over to. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Lets many users come at once, and checks that every one of them is served.",
      "",
      "Each registers, logs in, opens a session and chats, all at the same moment; who is told to"
          + " come again (429 or 503 with Retry-After) comes then. Afterwards chats arrive one by"
          + " one, in blocks by turns with the model asked directly, and at last all in the same"
          + " moment. Every text is checked. Fails if a claim did not hold.",
      ""
    },
    footer = {"", "Without --url it starts a system of its own on free ports."})
public final class Stress implements Callable<Integer> {
  private static final int FAILED = 1;

  /** The product's default, as for {@link #hashingThreads}. */
  private static final int STRENGTH = 10;

  private static final int OTHER_DESCRIPTORS = 500;

  private final CommandSpec spec;

  @Mixin private StressOptions options = new StressOptions();

  @Option(
      names = "--processes",
      description = "With an own system: give each of its services a JVM of its own.")
  private boolean processes;

  @Option(
      names = "--chat-only",
      description = "With an own system: leave out memory and judging, which follow the turns.")
  private boolean chatOnly;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Stress the Turnpike at this address, with the limits that it has.")
  private @Nullable URI url;

  @Option(
      names = "--model-url",
      paramLabel = "URL",
      description = "Where that system's simulated model is, as in http://localhost:8090/v1.")
  private @Nullable URI modelUrl;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The result is called DATE-NAME-stress (default: the commit).")
  private @Nullable String name;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the result goes (default: bench/results).")
  private @Nullable Path results;

  private final PrintStream out = Console.standard().out();

  private Stress() {
    spec = CommandSpec.forAnnotatedObject(this);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Stress().spec)
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
  public Integer call() throws IOException, InterruptedException {
    StressSettings settings = settings();
    requireDescriptors(ProcFiles.ofThisSystem().openFilesLimit(), settings.users());
    if (url != null) {
      if (modelUrl == null) {
        throw new ParameterException(
            spec.commandLine(), "--url needs --model-url, to compare with the model behind it.");
      }
      return stress(settings, Subject.elsewhere(url, modelUrl), 0);
    }
    out.printf("One hash of strength %d takes one thread …%n", STRENGTH);
    double hashMillis = HashTime.measure(STRENGTH);
    out.printf("  %.1f ms. Starting an own system …%n", hashMillis);
    try (OwnSystem system =
        OwnSystem.start(
            new OwnSystem.Parts(processes, chatOnly),
            List.of(),
            settings.environment(),
            out::println)) {
      return stress(settings, system.subject(), hashMillis);
    }
  }

  private int stress(StressSettings settings, Subject subject, double hashMillis)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath();
    Checkout checkout = Checkout.read(home);
    Instant started = Instant.now();
    StressResult.Figures figures =
        new StressRun(settings, subject, out::println).run(hashMillis, hashingThreads());
    StressResult result =
        new StressResult(
            name != null ? name : checkout.shortCommit(),
            started,
            Instant.now(),
            checkout,
            Machine.read(ProcFiles.ofThisSystem()),
            subject.description(),
            settings,
            Claims.of(figures),
            figures);
    return report(result, results != null ? results : home.resolve("bench").resolve("results"));
  }

  private int report(StressResult result, Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "stress", result.name(), result.startedAt());
    sheet.json(result);
    sheet.picture(StressPicture.svg(result));
    Path page = sheet.page(StressPage.lines(result, sheet.stem() + ".svg"));
    out.println();
    StressPage.claims(result).forEach(out::println);
    out.printf("%nWritten: %s, with .json and .svg beside it.%n", page);
    return result.held() ? 0 : FAILED;
  }

  private StressSettings settings() {
    try {
      return options.settings();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static int hashingThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** The services inherit the limit. */
  static void requireDescriptors(long limit, int users) {
    if (limit > 0 && limit < users + OTHER_DESCRIPTORS) {
      throw new BenchRefusal(
          "%d users at once need as many file descriptors, and a process may have %d here: raise the limit (ulimit -n %d), or let fewer come (--users %d)."
              .formatted(
                  users,
                  limit,
                  users + 2 * OTHER_DESCRIPTORS,
                  Math.max(1, limit - OTHER_DESCRIPTORS)));
    }
  }
}
