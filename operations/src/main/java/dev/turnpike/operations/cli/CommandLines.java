package dev.turnpike.operations.cli;

import dev.turnpike.operations.console.Sentence;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every command line of Turnpike tells what went wrong: a sentence, and an exit status. */
public final class CommandLines {

  /** Exit status: the command could not do what was asked, or found something wrong. */
  public static final int REFUSED = 1;

  /** Exit status: the command was not understood, and nothing was done. */
  public static final int MISUSED = 2;

  private CommandLines() {}

  /**
   * @param root the command whose subcommands they are; its name is what people type before them
   * @param plain makes of a failure one that is told in plain words, if it knows better
   */
  public static CommandLine of(Object root, UnaryOperator<Exception> plain) {
    return new CommandLine(root)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler((failure, _) -> misused(failure))
        .setExecutionExceptionHandler(
            (failure, commandLine, _) -> failed(plain.apply(failure), commandLine));
  }

  private static int misused(ParameterException failure) {
    PrintWriter err = failure.getCommandLine().getErr();
    String command = words(failure.getCommandLine());
    err.println("turnpike: " + sentence(failure, command));
    err.println(
        "  What it takes: %s help %s"
            .formatted(root(failure.getCommandLine()), command)
            .stripTrailing());
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
    String doing = commandLine.getCommandSpec().qualifiedName();
    commandLine.getErr().println("turnpike: " + Sentence.of(failure, doing));
    return REFUSED;
  }

  /** As it is written after the root's name. */
  private static String words(CommandLine command) {
    String all = command.getCommandSpec().qualifiedName();
    return all.substring(Math.min(all.length(), root(command).length() + 1));
  }

  private static String root(CommandLine command) {
    return command.getCommandSpec().root().name();
  }
}
