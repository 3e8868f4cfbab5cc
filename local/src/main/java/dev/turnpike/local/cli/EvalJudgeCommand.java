package dev.turnpike.local.cli;

import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import dev.turnpike.judge.trial.JudgeTrial;
import dev.turnpike.judge.trial.TrialFiles;
import dev.turnpike.judge.trial.TrialOptions;
import dev.turnpike.judge.trial.TrialRefusal;
import dev.turnpike.judge.trial.TrialReport;
import dev.turnpike.judge.trial.TrialTable;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds what a judge says against labels. Needs nothing that runs. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description =
        "Has a judge score labelled answers and tells how far it agrees with the labels and with itself. Exit status 1 when a gate fails, 2 when it can't be done as asked.",
    footer = {
      "",
      "Without OPENAI_API_KEY or OPENAI_BASE_URL the simulated model judges, which counts words.",
      "docs/judging-judges.md says what the numbers mean."
    })
final class EvalJudgeCommand implements Callable<Integer> {

  private static final String PERFECT = "perfect";

  @Spec private CommandSpec spec = CommandSpec.create();
  private static final String SIMULATED = "sim";

  @Option(
      names = "--judge-model",
      paramLabel = "NAME",
      description =
          "Who judges under all rubrics (default: as in the service, the rubric's own, JUDGE_MODEL or DEFAULT_LLM_MODEL); 'perfect' plays the labels, which measures the measuring.")
  private @Nullable String judgeModel;

  @Option(
      names = "--rubric",
      paramLabel = "NAME",
      description = "A rubric to judge under; may be repeated (default: all that there are).")
  private List<String> rubrics = List.of();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often each item is judged (default: ${DEFAULT-VALUE}); the first time counts, the others show how steady the judge is.")
  private int repeats;

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description =
          "Labelled items for one rubric in place of those that come with the sources, as YAML; may be repeated.")
  private List<Path> items = List.of();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the results are written (default: bench/results beside this script).")
  private @Nullable Path results;

  @Override
  public Integer call() throws Exception {
    Bar bar = new Bar(Console.standard());
    boolean simulated = !PERFECT.equals(judgeModel) && !hasProvider();
    if (simulated) {
      bar.say("The built-in simulated model judges: it counts words.");
    }
    try (SimulatedModel simulation =
        simulated ? SimulatedModel.start(SimulatedModelSettings.instant()) : null) {
      TrialOptions options =
          new TrialOptions(environment(simulation), judgeModel, rubrics, repeats, items);
      return told(JudgeTrial.run(options, (rubric, done, all) -> bar.at(done, all, rubric)), bar);
    } catch (TrialRefusal e) {
      spec.commandLine().getErr().println("turnpike: " + e.getMessage());
      return CommandLines.MISUSED;
    }
  }

  private static boolean hasProvider() {
    Surroundings surroundings = Surroundings.ofThisProcess();
    return surroundings.get("OPENAI_API_KEY").isPresent()
        || surroundings.get("OPENAI_BASE_URL").isPresent();
  }

  private static Map<String, String> environment(@Nullable SimulatedModel simulation) {
    Map<String, String> environment = new HashMap<>();
    if (simulation != null) {
      environment.put("OPENAI_BASE_URL", simulation.baseUrl());
      environment.put("OPENAI_API_KEY", "none");
      environment.put("DEFAULT_LLM_MODEL", SIMULATED);
      environment.put("TURNPIKE_SIMULATED_MODEL", "true");
    }
    return environment;
  }

  private int told(TrialReport report, Bar bar) throws IOException {
    bar.say("");
    TrialTable.lines(report).forEach(bar::say);
    Path home = Path.of(System.getProperty("turnpike.home", ""));
    Checkout checkout = Checkout.read(home.toAbsolutePath());
    TrialFiles files =
        TrialFiles.write(
            results == null ? home.resolve("bench").resolve("results") : results,
            report,
            Instant.now(),
            checkout.commit(),
            checkout.dirty());
    bar.say("");
    bar.say("Written to %s and %s.".formatted(files.json(), files.table().getFileName()));
    return report.passed() ? 0 : CommandLines.REFUSED;
  }
}
