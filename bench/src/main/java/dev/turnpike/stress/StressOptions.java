package dev.turnpike.stress;

import picocli.CommandLine.Option;

/** Options that say what a run does. */
final class StressOptions {

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1500",
      description = "How many come at once (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "sim:ttft=200,gap=20,tokens=50,text=lorem",
      description = "The simulated model's name, with its pace (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--every",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "Once all are in, each asks again every S seconds on average, at random moments"
              + " (default: 30; with 1,500 users that is 50 chats a second).")
  private int every;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long they do, and the model is asked directly as often (default: 60).")
  private int seconds;

  @Option(
      names = "--block",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds after which the two take turns (default: 10).")
  private int block;

  @Option(
      names = "--per-address",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "With an own system: how many users share an address, for limits by address (default:"
              + " 30); 0 switches all limits off.")
  private int perAddress;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides when users ask (default: 1).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many different texts are asked for (default: 8).")
  private int seeds;

  @Option(
      names = "--silence",
      paramLabel = "S",
      defaultValue = "30",
      description = "A response that says nothing for so many seconds has failed (default: 30).")
  private int silence;

  @Option(
      names = "--patience",
      paramLabel = "MIN",
      defaultValue = "30",
      description =
          "Who is still refused the same thing after so many minutes gives up (default: 30).")
  private int minutes;

  /**
   * @throws IllegalArgumentException with a sentence that says what to write instead
   */
  StressSettings settings() {
    return new StressSettings(
        users, model, every, seconds, block, perAddress, seed, seeds, silence, minutes);
  }
}
