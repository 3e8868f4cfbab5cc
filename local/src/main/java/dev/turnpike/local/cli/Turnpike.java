package dev.turnpike.local.cli;

import dev.turnpike.local.console.Sentence;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
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
      MemoryCommand.class,
      EvalCommand.class,
      RejudgeCommand.class,
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
        .setParameterExceptionHandler((failure, _) -> misused(failure))
        .setExecutionExceptionHandler((failure, commandLine, _) -> failed(failure, commandLine));
  }

  private static int misused(ParameterException failure) {
    PrintWriter err = failure.getCommandLine().getErr();
    String command = words(failure.getCommandLine());
    err.println("turnpike: " + sentence(failure, command));
    err.println(("  What it takes: ./turnpike help " + command).stripTrailing());
    return MISUSED;
  }

  private static String sentence(ParameterException failure, String command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      String hint =
          Nearest.to(word, options(failure)).map(" Did you mean %s?"::formatted).orElse("");
      return word.startsWith("-")
          ? "'%s' has no option '%s'.%s".formatted(command, word, hint)
          : "'%s' does not know what to do with '%s'.%s".formatted(command, word, hint);
    }
    if (failure.getMessage() != null
        && failure.getMessage().equals("Missing required subcommand")) {
      return "'%s' needs one of these words after it: %s."
          .formatted(
              command, String.join(", ", failure.getCommandLine().getSubcommands().keySet()));
    }
    if (failure instanceof MissingParameterException missing) {
      return missing.getMessage() + ".";
    }
    if (failure.getArgSpec() instanceof OptionSpec option && failure.getValue() != null) {
      return "%s takes %s, not '%s'."
          .formatted(option.longestName(), kind(option.type()), failure.getValue());
    }
    return String.valueOf(failure.getMessage());
  }

  private static String kind(Class<?> type) {
    if (type == Instant.class) {
      return PastMoment.FORMS;
    }
    if (type == Double.class || type == BigDecimal.class) {
      return "a number";
    }
    return type == int.class || type == Integer.class || type == Long.class
        ? "a whole number"
        : type == URI.class ? "an address such as http://localhost:8080" : "something else";
  }

  private static List<String> options(ParameterException failure) {
    return failure.getCommandLine().getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .toList();
  }

  private static int failed(Exception failure, CommandLine commandLine) {
    String doing = "./turnpike " + words(commandLine);
    commandLine.getErr().println("turnpike: " + Sentence.of(failure, doing));
    return REFUSED;
  }

  /** As it is written after {@code ./turnpike}. */
  private static String words(CommandLine command) {
    return command.getCommandSpec().qualifiedName().replaceFirst("^\\./turnpike ?", "");
  }
}
