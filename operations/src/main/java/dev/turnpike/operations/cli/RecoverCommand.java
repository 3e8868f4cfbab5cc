package dev.turnpike.operations.cli;

import dev.turnpike.agent.turns.LostTurns.Fate;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Bar;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.recovery.ForgottenList;
import dev.turnpike.operations.recovery.Recovery;
import dev.turnpike.operations.recovery.RecoveryListener;
import dev.turnpike.operations.recovery.RecoveryOptions;
import dev.turnpike.operations.recovery.RecoveryResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts back into a restored database what the log has of the time since the backup. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "After the database was restored from a backup: puts back what the log has of the time since.",
      "",
      "Ended turns with their messages, sessions and scores; what users cancelled or deleted since is"
          + " cancelled or deleted again; memory and usage are set back, so that the services do"
          + " theirs again. All services have to be stopped. It may be run again at any time."
    },
    footer = {
      "",
      "Exit status: 0 done, 1 refused or broken off, 3 not begun.",
      ServiceEnvironment.HELP
    })
public final class RecoverCommand implements Callable<Integer> {

  private static final int DECLINED = 3;
  private static final int SHOWN_ACCOUNTS = 20;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      required = true,
      converter = PastMoment.class,
      description =
          "The time that the database was restored to, or a little earlier: "
              + PastMoment.FORMS
              + ".")
  private Instant since = Instant.EPOCH;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PastMoment.class,
      description = "Leave out what the log got then or later (default: now).")
  private @Nullable Instant until;

  @Option(
      names = "--forgotten",
      paramLabel = "FILE",
      description =
          "Users who deleted their account since: a user's id in each line, behind it perhaps the time. The services' logs name them.")
  private @Nullable Path forgotten;

  @Option(
      names = "--keep-memories",
      description =
          "Delete no memories again. For when the memory was rebuilt since, which looks like deletions in the log.")
  private boolean keepMemories;

  @Option(
      names = "--accept-gaps",
      description = "Also when the log no longer has what was cancelled or deleted since.")
  private boolean acceptGaps;

  @Option(names = "--dry-run", description = "Only say what would be put back.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.standard();
    var options =
        new RecoveryOptions(
            ServiceEnvironment.of(data, Surroundings.ofThisProcess()),
            since,
            until,
            ForgottenList.read(forgotten, Instant.now()),
            !keepMemories,
            acceptGaps,
            dryRun);
    if (!dryRun) {
      console.out().printf("Puts back what the log has got since %s.%n", since);
      if (!new Asking(console, yes).goOn()) {
        return DECLINED;
      }
    }
    var told = new Told(new Bar(console));
    told.end(Recovery.run(options, told), dryRun);
    return 0;
  }

  /** Tells it on the terminal. */
  private record Told(Bar bar) implements RecoveryListener {

    @Override
    public void progress(Part part, long read, long all) {
      bar.at(read, all, "%s, %s".formatted(part.words(), part.topic()));
    }

    void end(RecoveryResult result, boolean dryRun) {
      bar.say(
          "Turns of the log: %,d missing, %,d unfinished, %,d there already, %,d of forgotten users."
              .formatted(
                  result.turns(Fate.MISSING),
                  result.turns(Fate.UNFINISHED),
                  result.turns(Fate.PRESENT),
                  result.turns(Fate.FORGOTTEN)));
      bar.say(
          "%,d sessions, %,d scores, %,d commands about other turns, %,d deleted memories, %,d users to forget."
              .formatted(
                  result.sessions(),
                  result.scores(),
                  result.commands(),
                  result.memories(),
                  result.forgotten()));
      result
          .rewound()
          .forEach(
              (group, records) -> bar.say("%s reads %,d places again.".formatted(group, records)));
      accounts(result);
      if (result.early() > 0) {
        bar.say(
            "%,d of the missing turns ended before --since: the database is older. Run it again with an earlier --since."
                .formatted(result.early()));
      }
      if (result.unreadable() > 0) {
        bar.say("%,d records could not be read.".formatted(result.unreadable()));
      }
      bar.say(
          dryRun
              ? "A dry run: nothing was changed."
              : "All of it is in the database now. Start the services.");
    }

    private void accounts(RecoveryResult result) {
      var ids = result.accounts();
      if (!ids.isEmpty()) {
        bar.say(
            "%,d accounts came back without address and password: %s%s"
                .formatted(
                    ids.size(),
                    String.join(", ", ids.subList(0, Math.min(SHOWN_ACCOUNTS, ids.size()))),
                    ids.size() > SHOWN_ACCOUNTS ? ", …" : ""));
      }
    }
  }
}
