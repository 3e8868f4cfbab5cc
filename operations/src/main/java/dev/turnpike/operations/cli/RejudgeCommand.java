package dev.turnpike.operations.cli;

import dev.turnpike.judge.rejudge.Halt;
import dev.turnpike.judge.rejudge.RejudgeOptions;
import dev.turnpike.judge.rejudge.RejudgeRefusal;
import dev.turnpike.judge.rejudge.RejudgeResult;
import dev.turnpike.judge.rejudge.Rejudging;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges history again. */
@Command(
    name = "rejudge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges past turns under today's version of rubrics, those that have no score of it yet.",
      "",
      "First it says what it will do and what that will cost, and asks. It can be stopped or killed"
          + " at any time; the next run goes on. Judging of new turns goes first, and its daily"
          + " budget is not touched."
    },
    footer = {
      "",
      "Exit status: 0 done, 1 refused or broken off, 3 stopped before its end, 4 done and some turns got no verdict.",
      ServiceEnvironment.HELP
    })
public final class RejudgeCommand implements Callable<Integer> {

  /** Exit statuses beside the common ones. */
  static final int STOPPED = 3;

  static final int NO_VERDICTS = 4;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--rubric",
      paramLabel = "NAME",
      required = true,
      split = ",",
      description = "A rubric's name, or several, or all.")
  private List<String> rubrics = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = PastMoment.class,
      description = "Turns that ended then or later: " + PastMoment.FORMS + " (default: all).")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PastMoment.class,
      description = "Turns that ended before (default: now).")
  private @Nullable Instant until;

  @Option(
      names = "--sample",
      paramLabel = "P",
      description = "The share of turns to judge, 0 to 1 (default: each rubric's own rate).")
  private @Nullable Double sample;

  @Option(
      names = "--judge-model",
      paramLabel = "NAME",
      description = "The model that judges (default: the one that judges new turns).")
  private @Nullable String judgeModel;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Begin nothing more when this run has cost so much; the next one goes on.")
  private @Nullable BigDecimal maxCost;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Override
  public Integer call() throws InterruptedException {
    var console = Console.standard();
    var halt = new Halt();
    try (var told = new RejudgeTold(console, new Asking(console, yes), halt)) {
      var options =
          new RejudgeOptions(
              ServiceEnvironment.of(data, Surroundings.ofThisProcess()),
              rubrics,
              since,
              until,
              sample,
              judgeModel,
              maxCost,
              dryRun);
      var result = Rejudging.run(options, told, halt);
      told.end(result);
      return status(result);
    } catch (RejudgeRefusal e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static int status(RejudgeResult result) {
    return switch (result.end()) {
      case DRY_RUN -> 0;
      case DECLINED, STOPPED, MOST_COST -> STOPPED;
      case DONE -> result.failed() > 0 ? NO_VERDICTS : 0;
    };
  }
}
