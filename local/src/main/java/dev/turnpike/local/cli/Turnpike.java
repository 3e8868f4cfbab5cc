package dev.turnpike.local.cli;

import dev.turnpike.local.console.Refusal;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code ./turnpike} hands over to. */
@Command(
    name = "./turnpike",
    description = "The Kafka backbone for chat agents.",
    subcommands = {
      UpCommand.class,
      ChatCommand.class,
      TailCommand.class,
      ProvisionCommand.class,
    })
public final class Turnpike {

  static final int REFUSED = 1;
  static final int MISUSED = 2;

  private Turnpike() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Turnpike())
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler((failure, arguments) -> misused(failure))
        .setExecutionExceptionHandler(
            (failure, commandLine, result) -> failed(failure, commandLine));
  }

  private static int misused(ParameterException failure) {
    PrintWriter err = failure.getCommandLine().getErr();
    String command = failure.getCommandLine().getCommandName();
    err.println("turnpike: " + sentence(failure, command));
    err.println("  What it takes: ./turnpike help " + command.replace("./turnpike", "").strip());
    return MISUSED;
  }

  private static String sentence(ParameterException failure, String command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      List<String> near = unmatched.getSuggestions();
      String hint = near.isEmpty() ? "" : " Did you mean %s?".formatted(near.getFirst());
      return word.startsWith("-")
          ? "'%s' has no option '%s'.%s".formatted(command, word, hint)
          : "'%s' does not know what to do with '%s'.%s".formatted(command, word, hint);
    }
    if (failure instanceof MissingParameterException missing) {
      return missing.getMessage() + ".";
    }
    return String.valueOf(failure.getMessage());
  }

  private static int failed(Exception failure, CommandLine commandLine) throws Exception {
    if (failure instanceof Refusal) {
      commandLine.getErr().println("turnpike: " + failure.getMessage());
      return REFUSED;
    }
    throw failure;
  }
}
