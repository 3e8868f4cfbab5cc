package dev.turnpike.operations.cli;

import dev.turnpike.memory.consumption.Consumed;
import dev.turnpike.memory.rebuild.Difference;
import dev.turnpike.memory.rebuild.MemoryRebuild;
import dev.turnpike.memory.rebuild.RebuildListener;
import dev.turnpike.memory.rebuild.RebuildOptions;
import dev.turnpike.memory.rebuild.RebuildRefusal;
import dev.turnpike.memory.rebuild.RebuildResult;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns everything anew from the log. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description =
        "Learns everything that is remembered anew from turns.completed, shows what is different, and exchanges the two at once. Until then nothing is changed; it can be stopped at any time.",
    footer = {"", ServiceEnvironment.HELP})
final class MemoryRebuildCommand implements Callable<Integer> {

  private static final int SHOWN_USERS = 20;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--user",
      paramLabel = "ID",
      description = "Rebuild only what is remembered about this user.")
  private @Nullable String user;

  @Option(
      names = "--extractor",
      paramLabel = "VERSION",
      description =
          "Prompts to learn with: a name such as 1, or a folder (default: the service's).")
  private @Nullable String extractor;

  @Option(names = "--dry-run", description = "Only show what would be different.")
  private boolean dryRun;

  @Option(names = "--texts", description = "Show the facts that differ, not only how many.")
  private boolean texts;

  @Option(
      names = "--skip-failed",
      description = "Lose what turns taught that can't be learned from any more.")
  private boolean skipFailed;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.standard();
    Map<String, String> environment =
        new HashMap<>(ServiceEnvironment.of(data, Surroundings.ofThisProcess()));
    if (extractor != null) {
      environment.put("MEMORY_EXTRACTOR", extractor);
    }
    try {
      Told told = new Told(console, texts);
      RebuildResult result =
          MemoryRebuild.run(new RebuildOptions(environment, user, dryRun, skipFailed), told);
      told.end(result);
      return 0;
    } catch (RebuildRefusal e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }

  /** Tells it on the terminal. */
  private record Told(Console console, Bar bar, boolean texts) implements RebuildListener {

    Told(Console console, boolean texts) {
      this(console, new Bar(console), texts);
    }

    @Override
    public void begun(String extractor, String model, long records) {
      bar.say(
          "Learning anew with extractor %s and model %s from %,d places of turns.completed"
              .formatted(extractor, model, records));
    }

    @Override
    public void progress(long read, long records, long learned, Consumed consumed) {
      bar.at(read, records, "%,d turns, %s".formatted(learned, consumed));
    }

    /** Not told yet: everybody waits, and a terminal may. */
    @Override
    public void compared(Difference difference) {}

    private void tell(Difference difference) {
      bar.say("");
      bar.say(
          console.bold(
              "  %-40s %s".formatted("user", counts("kept", "added", "changed", "dropped"))));
      bar.say("  %-40s %s".formatted("all", counts(difference.total())));
      difference.users().stream()
          .limit(SHOWN_USERS)
          .forEach(each -> bar.say("  %-40s %s".formatted(each.userId(), counts(each.counts()))));
      if (difference.users().size() > SHOWN_USERS) {
        bar.say(
            "  … and %d or more other users".formatted(difference.users().size() - SHOWN_USERS));
      }
      if (texts) {
        difference.facts().forEach(this::fact);
      }
      bar.say("");
    }

    private void fact(Difference.OfFact fact) {
      bar.say("  " + console.dim(fact.userId()));
      fact.before().ifPresent(text -> bar.say("    - " + text));
      fact.after().ifPresent(text -> bar.say("    + " + text));
    }

    void end(RebuildResult result) {
      tell(result.difference());
      if (result.failed() > 0 || result.unreadable() > 0) {
        bar.say(
            "%,d turns were given up and %,d records could not be read; the service has them with its dead letters."
                .formatted(result.failed(), result.unreadable()));
      }
      String made =
          !result.exchanged()
              ? "A dry run: nothing was changed."
              : result.difference().total().different() == 0
                  ? "The same as before."
                  : "Exchanged; the changes are published by memory-extractor.";
      bar.say("%s %s.".formatted(made, result.consumed()));
    }

    private static String counts(Difference.Counts counts) {
      return counts(counts.kept(), counts.added(), counts.changed(), counts.dropped());
    }

    private static String counts(Object kept, Object added, Object changed, Object dropped) {
      return String.format(Locale.ROOT, "%9s %9s %9s %9s", kept, added, changed, dropped);
    }
  }
}
