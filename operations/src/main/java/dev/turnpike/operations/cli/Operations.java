package dev.turnpike.operations.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands by themselves, as the image {@code turnpike-operations} has them. */
@Command(
    name = "turnpike",
    description = "Sets up, looks into and repairs a deployment of Turnpike.",
    subcommands = {
      ProvisionCommand.class,
      TailCommand.class,
      MemoryCommand.class,
      RejudgeCommand.class,
      RecoverCommand.class,
      DoctorCommand.class,
      HelpCommand.class,
    })
public final class Operations {

  private Operations() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return CommandLines.of(new Operations(), UnaryOperator.identity());
  }
}
