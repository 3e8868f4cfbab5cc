package dev.turnpike.bench.soak;

import picocli.CommandLine.Option;

/** Options that say how much is asked and how long. */
final class SoakOptions {

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long, after the warm-up (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "20",
      description =
          "Chats per second (default: ${DEFAULT-VALUE}); half of the knee that `bench ramp` finds is"
              + " a good one.")
  private double rate;

  @Option(
      names = "--every",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds from one reading to the next (default: ${DEFAULT-VALUE}).")
  private int every;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds of the same load before the first reading (default: 120).")
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
      defaultValue = "30",
      description = "A stream that says nothing for so many seconds has failed (default: 30).")
  private int silence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the arrivals (default: ${DEFAULT-VALUE}).")
  private long seed;

  SoakSettings settings() {
    return new SoakSettings(minutes, rate, every, warmUp, model, accounts, silence, seed);
  }
}
