package dev.turnpike.local.cli;

import dev.turnpike.judge.evaluation.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all evaluations can be told. */
final class EvaluationOption {

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "The agent that is asked (default: default).")
  private @Nullable String agent;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model of the catalogue to ask instead of the agent's own.")
  private @Nullable String model;

  @Option(
      names = "--rubrics",
      paramLabel = "NAME",
      split = ",",
      description = "Grade under these alone, separated by commas (default: all).")
  private List<String> rubrics = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      split = ",",
      description =
          "Ask a system that runs there, several nodes separated by commas (default: a system of its own).")
  private List<URI> urls = List.of();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many turns run at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "0.02",
      description =
          "How much worse is not yet a regression, as a part of 1 (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + Settings.SEED,
      description = "Of the confidence intervals' draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Where the results are written (default: beside this script bench/results, of replays .turnpike/replays, which git ignores).")
  private @Nullable Path results;

  @Nullable String agent() {
    return agent;
  }

  @Nullable String model() {
    return model;
  }

  List<URI> urls() {
    return urls;
  }

  Set<String> rubrics() {
    return new LinkedHashSet<>(rubrics);
  }

  Settings settings(String system, int repeats) {
    return new Settings(system, agent, model, repeats, concurrency, tolerance, seed);
  }

  /**
   * @param standard below the folder of the sources
   */
  Path results(String standard) {
    return results == null
        ? Path.of(System.getProperty("turnpike.home", "")).resolve(standard)
        : results;
  }
}
