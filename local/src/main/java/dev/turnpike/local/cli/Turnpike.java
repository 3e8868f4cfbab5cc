package dev.turnpike.local.cli;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.operations.cli.CommandLines;
import dev.turnpike.operations.cli.DoctorCommand;
import dev.turnpike.operations.cli.MemoryCommand;
import dev.turnpike.operations.cli.ProvisionCommand;
import dev.turnpike.operations.cli.RecoverCommand;
import dev.turnpike.operations.cli.RejudgeCommand;
import dev.turnpike.operations.cli.TailCommand;
import dev.turnpike.operations.console.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./turnpike} hands over to. */
@Command(
    name = "./turnpike",
    description = "The Kafka backbone for chat agents.",
    subcommands = {
      UpCommand.class,
      ChatCommand.class,
      TailCommand.class,
      ProvisionCommand.class,
      MemoryCommand.class,
      EvalCommand.class,
      RejudgeCommand.class,
      RecoverCommand.class,
      DoctorCommand.class,
    })
public final class Turnpike {

  private Turnpike() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return CommandLines.of(new Turnpike(), Turnpike::plain);
  }

  /** An embedded part says itself, in a sentence, why it can't start. */
  static Exception plain(Exception failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof EmbeddedStartException refused) {
        return new Refusal(String.valueOf(refused.getMessage()), failure);
      }
    }
    return failure;
  }
}
