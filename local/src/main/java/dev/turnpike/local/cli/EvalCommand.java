package dev.turnpike.local.cli;

import picocli.CommandLine.Command;

/** Measures how good results are, where the bench measures how fast they come. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Measures the quality of what models do here.",
    subcommands = {
      EvalMemoryCommand.class,
      EvalJudgeCommand.class,
      EvalRunCommand.class,
      EvalReplayCommand.class,
    })
final class EvalCommand {}
