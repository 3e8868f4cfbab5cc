package dev.turnpike.chaos;

import dev.turnpike.chaos.cluster.ClusterPlan;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.load.Crowd;
import dev.turnpike.chaos.load.Mix;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what a run does. */
final class ChaosOptions {
  private static final int SEEDS = 1_000_000;

  /** What a worker of 512 MB can have beside its code, its threads and its embeddings. */
  private static final String CROWDED_HEAP = "256m";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Do what the run with this seed did, as far as time allows (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--duration",
      paramLabel = "S",
      defaultValue = "300",
      description = "Seconds of load (default: 300).")
  private int duration;

  @Option(
      names = "--interval",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Seconds from one disturbance to the next, on average (default: 10). They overlap.")
  private int interval;

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Only disturbances of these kinds (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Agent workers at the start (default: 3); up to two more may come.")
  private int workers;

  @Option(
      names = "--ingress",
      paramLabel = "N",
      defaultValue = "2",
      description = "Ingress nodes (default: 2).")
  private int ingress;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "16",
      description = "Conversations at the same time (default: 16).")
  private int sessions;

  @Option(
      names = "--calm",
      description =
          "Let no model call fail and cancel nothing, to count calls without the retries.")
  private boolean calm;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description =
          "Instead of all that: N slow turns at once in a single worker, to see its memory.")
  private int inFlight;

  /**
   * @throws IllegalArgumentException with a sentence that says what to write instead
   */
  ChaosSettings settings() {
    return inFlight > 0 ? crowd() : chaos();
  }

  private ChaosSettings crowd() {
    return new ChaosSettings(
        chosenSeed(),
        Duration.ofSeconds(duration),
        Duration.ofSeconds(interval),
        Set.of(),
        Set.of(),
        inFlight,
        new Crowd(Duration.ofSeconds(duration)),
        new ClusterPlan(
            1,
            1,
            0,
            CROWDED_HEAP,
            Duration.ofSeconds(duration),
            Map.of("TURNPIKE_MODELS_MAXCONCURRENT", "100000")));
  }

  private long chosenSeed() {
    return seed != null ? seed : ThreadLocalRandom.current().nextInt(SEEDS);
  }

  private ChaosSettings chaos() {
    return new ChaosSettings(
        chosenSeed(),
        Duration.ofSeconds(duration),
        Duration.ofSeconds(interval),
        kinds(),
        Set.of(),
        sessions,
        calm ? Mix.calm() : Mix.usual(),
        ClusterPlan.of(ingress, workers, Map.of()));
  }

  private Set<Kind> kinds() {
    return only.isEmpty()
        ? EnumSet.allOf(Kind.class)
        : only.stream().map(Kind::named).collect(Collectors.toSet());
  }

  /** What was asked for, with the seed that was chosen. */
  String command(long chosen) {
    if (inFlight > 0) {
      return "./turnpike chaos --seed %d --in-flight %d --duration %d"
          .formatted(chosen, inFlight, duration);
    }
    StringBuilder command = new StringBuilder("./turnpike chaos --seed " + chosen);
    command.append(" --duration ").append(duration).append(" --interval ").append(interval);
    command.append(" --workers ").append(workers).append(" --ingress ").append(ingress);
    command.append(" --sessions ").append(sessions);
    if (!only.isEmpty()) {
      command.append(" --only ").append(String.join(",", only));
    }
    return command.append(calm ? " --calm" : "").toString();
  }
}
