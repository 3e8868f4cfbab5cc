package dev.turnpike.bench.ramp;

import picocli.CommandLine.Option;

/** Options that say which rates are tried and how long. */
final class RampOptions {

  @Option(
      names = "--from",
      paramLabel = "RATE",
      defaultValue = "20",
      description = "Chats per second to begin with (default: ${DEFAULT-VALUE}).")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "RATE",
      defaultValue = "800",
      description = "No step goes beyond it (default: ${DEFAULT-VALUE}).")
  private double to;

  @Option(
      names = "--factor",
      paramLabel = "X",
      defaultValue = "1.25",
      description = "From each rate to the next (default: ${DEFAULT-VALUE}).")
  private double factor;

  @Option(
      names = "--step",
      paramLabel = "S",
      defaultValue = "20",
      description = "Seconds each side is measured at each rate (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--block",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds after which the sides take turns (default: ${DEFAULT-VALUE}).")
  private int block;

  @Option(
      names = "--added",
      paramLabel = "MS",
      defaultValue = "100",
      description =
          "A rate holds if it adds at most so many milliseconds to the first token at p99 (default:"
              + " ${DEFAULT-VALUE}).")
  private double added;

  @Option(
      names = "--beyond",
      paramLabel = "N",
      defaultValue = "2",
      description = "Steps that are still measured after the knee (default: ${DEFAULT-VALUE}).")
  private int beyond;

  @Option(
      names = "--overload",
      paramLabel = "X",
      defaultValue = "4",
      description =
          "At the end, one step of so many times the knee's rate; 0 for none (default:"
              + " ${DEFAULT-VALUE}).")
  private double overload;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds of load before anything is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "sim:ttft=200,gap=20,tokens=50,text=lorem",
      description =
          "The simulated model's name, with its pace (default: ${DEFAULT-VALUE}); a seed is added.")
  private String model = "";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many users share the sessions (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--silence",
      paramLabel = "S",
      defaultValue = "60",
      description = "A stream that says nothing for so many seconds has failed (default: 60).")
  private int silence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the arrivals (default: ${DEFAULT-VALUE}).")
  private long seed;

  RampSettings settings() {
    return new RampSettings(
        from, to, factor, step, block, beyond, overload, added, warmUp, model, accounts, silence,
        seed);
  }
}
