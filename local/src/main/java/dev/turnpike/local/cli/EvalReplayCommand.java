package dev.turnpike.local.cli;

import dev.turnpike.judge.evaluation.Comparison;
import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.EvaluationOptions;
import dev.turnpike.judge.evaluation.EvaluationRefusal;
import dev.turnpike.judge.evaluation.Evaluator;
import dev.turnpike.judge.evaluation.Gate;
import dev.turnpike.judge.evaluation.Recorded;
import dev.turnpike.judge.evaluation.RecordedTurns;
import dev.turnpike.judge.evaluation.Settings;
import dev.turnpike.judge.evaluation.TurnChoice;
import dev.turnpike.judge.evaluation.report.View;
import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.local.chat.EvaluationChat;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.DataOption;
import dev.turnpike.operations.cli.PastMoment;
import dev.turnpike.operations.cli.ServiceEnvironment;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.platform.turns.LogFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks again what users asked, and compares with what they were answered. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Chooses turns from turns.completed, asks the same again with another prompt or model, and compares side by side. No tool is run, nothing is learned, and no user sees any of it.",
    footer = {
      "",
      "The results hold what users wrote; only their owner may read the files.",
      "",
      "The turns come from the system on --data. " + ServiceEnvironment.HELP
    })
final class EvalReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EvaluationOption options = new EvaluationOption();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = PastMoment.class,
      description = "Turns accepted then or later: " + PastMoment.FORMS + ".")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PastMoment.class,
      description = "Turns accepted before that.")
  private @Nullable Instant until;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "The share of turns, drawn as rubrics draw them (default: ${DEFAULT-VALUE}).")
  private double sample;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      defaultValue = "completed",
      description = "completed, failed, cancelled (default: ${DEFAULT-VALUE}).")
  private List<String> statuses = List.of();

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "200",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--recorded-agent",
      paramLabel = "NAME",
      description = "Turns that this agent answered (default: as --agent).")
  private @Nullable String recordedAgent;

  @Override
  public Integer call() throws Exception {
    try {
      var _ = options.settings("", 1);
      TurnChoice choice =
          new TurnChoice(
              since,
              until,
              sample,
              new LinkedHashSet<>(statuses),
              most,
              recordedAgent == null
                  ? options.agent() == null ? "default" : options.agent()
                  : recordedAgent);
      Map<String, String> source = ServiceEnvironment.of(data, Surroundings.ofThisProcess());
      Console console = Console.standard();
      Bar bar = new Bar(console);
      bar.say("Reading turns.completed.");
      Recorded recorded = RecordedTurns.read(source, choice, _ -> {});
      bar.say("Chose %s.".formatted(recorded.dataset().name()));
      return replay(recorded, console, bar);
    } catch (EvaluationRefusal | Refusal | LogFailure e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int replay(Recorded recorded, Console console, Bar bar) throws Exception {
    try (EvaluatedSystem system =
            options.urls().isEmpty()
                ? EvaluatedSystem.own(console)
                : EvaluatedSystem.at(options.urls());
        Evaluator evaluator = evaluator(recorded, system);
        EvaluationChat chat =
            EvaluationChat.open(
                system.urls(),
                options.agent(),
                options.model(),
                options.settings("", 1).concurrency(),
                EvaluationOutput::warn)) {
      system.stop().add(Rank.INGRESS, "account", chat);
      Settings then = options.settings("recorded turns", 1);
      Evaluation before =
          evaluator.grade(
              recorded.answers(),
              then,
              List.of(),
              EvaluationOutput.on(bar, "recorded answers graded"));
      Evaluation run =
          evaluator.evaluate(chat, recorded.notes(), EvaluationOutput.on(bar, "answers"));
      Comparison comparison = Comparison.of(before, run);
      return new EvaluationOutput(bar, options.results(".turnpike/replays"))
          .tell(new View(run, comparison, Gate.of(run, comparison)));
    }
  }

  private Evaluator evaluator(Recorded recorded, EvaluatedSystem system) {
    Checkout checkout =
        Checkout.read(Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath());
    return new Evaluator(
        new EvaluationOptions(
            Evaluation.REPLAY,
            recorded.dataset(),
            options.settings(system.description(), 1),
            system.judging(),
            options.rubrics(),
            checkout.commit(),
            checkout.dirty()));
  }
}
