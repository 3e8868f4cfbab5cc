package dev.turnpike.local.cli;

import dev.turnpike.judge.evaluation.Comparison;
import dev.turnpike.judge.evaluation.Dataset;
import dev.turnpike.judge.evaluation.DatasetFile;
import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.EvaluationFile;
import dev.turnpike.judge.evaluation.EvaluationOptions;
import dev.turnpike.judge.evaluation.EvaluationRefusal;
import dev.turnpike.judge.evaluation.Evaluator;
import dev.turnpike.judge.evaluation.Gate;
import dev.turnpike.judge.evaluation.report.View;
import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.local.chat.EvaluationChat;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.cli.DataOption;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.platform.turns.LogFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a data set through a whole system, grades the answers, compares. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Asks an agent everything in a data set, grades the answers, and compares them with a baseline. Exit status 0: passed, 1: regression or turns that failed, 2: could not be run as asked.",
    footer = {
      "",
      "Without --url and --data it starts a system of its own, configured by the variables of this",
      "shell: OPENAI_*, TURNPIKE_AGENTS_*, JUDGE_*. docs/evaluation.md tells how to read the report."
    })
final class EvalRunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DATASET",
      description = "A file with one JSON object a line: {\"id\": …, \"input\": …}.")
  private Path dataset = Path.of("");

  @Mixin private EvaluationOption options = new EvaluationOption();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The .json file of an earlier run to compare with.")
  private @Nullable Path baseline;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "Ask everything so often (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Override
  public Integer call() throws Exception {
    try {
      var _ = options.settings("", repeats);
      Dataset asked = DatasetFile.read(dataset);
      Evaluation earlier = baseline == null ? null : EvaluationFile.read(baseline);
      return run(asked, earlier);
    } catch (EvaluationRefusal | Refusal | LogFailure e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int run(Dataset asked, @Nullable Evaluation earlier) throws Exception {
    Console console = Console.standard();
    try (EvaluatedSystem system = system(console);
        Evaluator evaluator = evaluator(asked, system);
        EvaluationChat chat =
            EvaluationChat.open(
                system.urls(),
                options.agent(),
                options.model(),
                options.settings("", repeats).concurrency(),
                EvaluationOutput::warn)) {
      system.stop().add(Rank.INGRESS, "account", chat);
      Bar bar = new Bar(console);
      Evaluation run = evaluator.evaluate(chat, List.of(), EvaluationOutput.on(bar, "answers"));
      Comparison comparison = earlier == null ? null : Comparison.of(earlier, run);
      View view = new View(run, comparison, Gate.of(run, comparison));
      return new EvaluationOutput(bar, options.results("bench/results")).tell(view);
    }
  }

  private EvaluatedSystem system(Console console) throws Exception {
    if (!options.urls().isEmpty()) {
      return EvaluatedSystem.at(options.urls());
    }
    return data.given() ? EvaluatedSystem.running(data.endpoints()) : EvaluatedSystem.own(console);
  }

  private Evaluator evaluator(Dataset asked, EvaluatedSystem system) {
    Checkout checkout =
        Checkout.read(Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath());
    return new Evaluator(
        new EvaluationOptions(
            Evaluation.RUN,
            asked,
            options.settings(system.description(), repeats),
            system.judging(),
            options.rubrics(),
            checkout.commit(),
            checkout.dirty()));
  }
}
