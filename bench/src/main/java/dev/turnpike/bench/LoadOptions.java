package dev.turnpike.bench;

import dev.turnpike.bench.compare.Settings;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say how much is asked, how often and how long. */
final class LoadOptions {

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,50",
      description = "How many streams at once; several numbers are measured one after the other.")
  private List<Integer> concurrency = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long each side is measured at each concurrency (default: 60).")
  private int seconds;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "0",
      description = "Instead of --seconds: until each side has so many turns.")
  private int turns;

  @Option(
      names = "--block",
      paramLabel = "S",
      defaultValue = "6",
      description = "Seconds after which the sides take turns (default: 6).")
  private int block;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds of load before anything is measured (default: 60).")
  private int warmUp;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "sim:ttft=200,gap=20,tokens=50,text=lorem",
      description =
          "The simulated model's name, with its pace (default: ${DEFAULT-VALUE}); a seed is added.")
  private String model = "";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many different texts are asked for (default: 8).")
  private int seeds;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many users share the streams (default: 8); each stream has a session.")
  private int accounts;

  @Option(
      names = "--burst",
      description = "Begin all streams of a block in the same moment instead of one by one.")
  private boolean burst;

  @Option(
      names = "--silence",
      paramLabel = "S",
      defaultValue = "30",
      description = "A stream that says nothing for so many seconds has failed (default: 30).")
  private int silence;

  Settings settings() {
    return new Settings(
        concurrency, seconds, turns, block, warmUp, model, seeds, accounts, burst, silence);
  }
}
