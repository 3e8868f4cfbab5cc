package dev.turnpike.operations.cli;

import picocli.CommandLine.Command;

/** What can be done with the memory as a whole. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "Works on what is remembered about users.",
    subcommands = {MemoryRebuildCommand.class, ReEmbedCommand.class})
public final class MemoryCommand {}
