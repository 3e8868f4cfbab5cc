package dev.turnpike.operations.cli;

import dev.turnpike.judge.rejudge.Halt;
import dev.turnpike.judge.rejudge.Plan;
import dev.turnpike.judge.rejudge.Progress;
import dev.turnpike.judge.rejudge.RejudgeListener;
import dev.turnpike.judge.rejudge.RejudgeResult;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a run on the terminal, and stops it there. */
final class RejudgeTold implements RejudgeListener, AutoCloseable {

  private final Console console;
  private final Bar bar;
  private final Asking asking;
  private final Halt halt;
  private long lacking;
  private long begun;
  private String waited = "";
  private @Nullable InterruptKey key;

  RejudgeTold(Console console, Asking asking, Halt halt) {
    this.console = console;
    this.bar = new Bar(console);
    this.asking = asking;
    this.halt = halt;
  }

  @Override
  public void counting(long read, long places) {
    if (console.live()) {
      bar.at(read, places, "places of turns.completed looked at");
    }
  }

  @Override
  public boolean planned(Plan plan) {
    tell(plan);
    boolean goOn = plan.lacking() == 0 || asking.goOn();
    if (goOn) {
      key = InterruptKey.during(this::stop, () -> Runtime.getRuntime().halt(130));
      lacking = plan.lacking();
      begun = System.nanoTime();
    }
    return goOn;
  }

  @Override
  public void progress(Progress progress) {
    var waiting = progress.waiting().orElse("");
    if (!console.live() && !waiting.isEmpty() && !waiting.equals(waited)) {
      bar.say("  Waiting: %s.".formatted(waiting));
    }
    waited = waiting;
    bar.at(
        progress.done(),
        lacking,
        waiting.isEmpty()
            ? "%s, %s".formatted(progress.consumed(), left(progress.done()))
            : "waiting: " + waiting);
  }

  void end(RejudgeResult result) {
    if (result.end() == RejudgeResult.End.DRY_RUN) {
      tell(result.plan());
      bar.say("A dry run: nothing was changed.");
      return;
    }
    if (result.failed() > 0) {
      bar.say("%,d got no valid verdict; run it again to ask again:".formatted(result.failed()));
      result.failures().forEach(each -> bar.say("  %s  %s".formatted(each.turn(), each.rubric())));
    }
    if (result.lost() > 0) {
      bar.say(
          "%,d places of the log were removed by retention before they were read."
              .formatted(result.lost()));
    }
    bar.say(
        "%s %,d scores were added and %,d published; %s."
            .formatted(
                sentence(result.end()), result.scored(), result.published(), result.consumed()));
  }

  @Override
  public void close() {
    if (key != null) {
      key.close();
    }
  }

  private void stop() {
    bar.say("Stopping when the calls under way have ended; Ctrl-C again stops at once.");
    halt.stop();
  }

  private static String sentence(RejudgeResult.End end) {
    return switch (end) {
      case DONE, DRY_RUN -> "Done.";
      case DECLINED -> "Nothing was done.";
      case STOPPED -> "Stopped; the same command goes on from here.";
      case MOST_COST -> "Stopped at --max-cost; the same command goes on from here.";
    };
  }

  private void tell(Plan plan) {
    bar.say(
        console.bold(
            "  %-16s %-20s %9s %9s %9s %9s  %s"
                .formatted("rubric", "judge", "drawn", "scored", "own", "to judge", "about")));
    plan.rubrics()
        .forEach(
            each ->
                bar.say(
                    String.format(
                        Locale.ROOT,
                        "  %-16s %-20s %,9d %,9d %,9d %,9d  %s",
                        each.rubric(),
                        each.judgeModel(),
                        each.drawn(),
                        each.scored(),
                        each.ownModel(),
                        each.lacking(),
                        each.estimate())));
    bar.say(
        "%,d turns, %,d verdicts to ask for, about %s."
            .formatted(plan.turns(), plan.lacking(), plan.estimate()));
    if (plan.unreadable() > 0) {
      bar.say("%,d records can't be read and are passed over.".formatted(plan.unreadable()));
    }
    if (plan.unannounced() > 0) {
      bar.say(
          "%,d scores of an earlier run are still to be published.".formatted(plan.unannounced()));
    }
    if (plan.simulated()) {
      bar.say("The simulated model judges: its scores count words and say nothing of quality.");
    }
  }

  private String left(long done) {
    if (done == 0 || done >= lacking) {
      return done + " judged";
    }
    double seconds = (System.nanoTime() - begun) / 1e9 / done * (lacking - done);
    return "about %s left".formatted(span(Duration.ofSeconds(Math.round(seconds))));
  }

  static String span(Duration time) {
    return time.toHours() > 0
        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
        : time.toMinutes() > 0
            ? "%d min".formatted(time.toMinutes() + 1)
            : "%d s".formatted(Math.max(1, time.toSeconds()));
  }
}
