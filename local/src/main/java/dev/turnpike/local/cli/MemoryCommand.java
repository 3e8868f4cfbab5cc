package dev.turnpike.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done to all memories. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    subcommands = {ReEmbedCommand.class},
    description = "Works on what is remembered about users.")
final class MemoryCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "'memory' needs to be told what to do, such as re-embed.");
  }
}
