package dev.turnpike.chaos;

import dev.turnpike.chaos.cluster.ClusterPlan;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.load.Crowd;
import dev.turnpike.chaos.load.Mix;
import dev.turnpike.chaos.load.Pace;
import java.math.BigDecimal;
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
  private static final BigDecimal MILLIS = BigDecimal.valueOf(60_000);

  /** What a worker of 512 MB can have beside its code, its threads and its embeddings. */
  private static final String CROWDED_HEAP = "256m";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Do what the run with this seed did, as far as time allows (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "5",
      description = "Minutes of load, such as 10 or 0.75 (default: 5).")
  private BigDecimal minutes = BigDecimal.ZERO;

  @Option(
      names = "--interval",
      paramLabel = "S",
      defaultValue = "20",
      description =
          "Seconds from one disturbance to the next, on average (default: 20). They overlap.")
  private int interval;

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Only disturbances of these kinds (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "200",
      description = "Turns that are under way at once (default: 200).")
  private int inFlight;

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
      names = "--brokers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Kafka brokers: 1, or 3 and more (default: 3).")
  private int brokers;

  @Option(
      names = "--calm",
      description =
          "Let no model call fail and cancel nothing, to count calls without the retries.")
  private boolean calm;

  @Option(
      names = "--crowd",
      paramLabel = "N",
      description =
          "Instead of all that: N slow turns at once in a single worker, to see its memory.")
  private int crowd;

  /**
   * @throws IllegalArgumentException with a sentence that says what to write instead
   */
  ChaosSettings settings() {
    return crowd > 0 ? crowd() : chaos();
  }

  private ChaosSettings crowd() {
    return new ChaosSettings(
        chosenSeed(),
        duration(),
        Duration.ofSeconds(interval),
        Set.of(),
        Set.of(),
        crowd,
        new Crowd(duration()),
        new ClusterPlan(
            1, 1, 0, CROWDED_HEAP, duration(), Map.of("TURNPIKE_MODELS_MAXCONCURRENT", "100000")));
  }

  private long chosenSeed() {
    return seed != null ? seed : ThreadLocalRandom.current().nextInt(SEEDS);
  }

  private Duration duration() {
    return Duration.ofMillis(minutes.multiply(MILLIS).longValue());
  }

  private ChaosSettings chaos() {
    return new ChaosSettings(
        chosenSeed(),
        duration(),
        Duration.ofSeconds(interval),
        kinds(),
        EnumSet.of(Kind.KILL_WORKER, Kind.PARTITION_DATABASE),
        inFlight,
        calm ? Mix.calm(Pace.SLOW) : Mix.usual(Pace.SLOW),
        ClusterPlan.whole(ingress, workers, brokers, Map.of()));
  }

  private Set<Kind> kinds() {
    return only.isEmpty()
        ? EnumSet.allOf(Kind.class)
        : only.stream().map(Kind::named).collect(Collectors.toSet());
  }

  /** What was asked for, with the seed that was chosen. */
  String command(long chosen) {
    StringBuilder command = new StringBuilder("./turnpike chaos --seed " + chosen);
    command.append(" --minutes ").append(minutes.toPlainString());
    if (crowd > 0) {
      return command.append(" --crowd ").append(crowd).toString();
    }
    command.append(" --interval ").append(interval).append(" --in-flight ").append(inFlight);
    command.append(" --ingress ").append(ingress).append(" --workers ").append(workers);
    command.append(" --brokers ").append(brokers);
    if (!only.isEmpty()) {
      command.append(" --only ").append(String.join(",", only));
    }
    return command.append(calm ? " --calm" : "").toString();
  }
}
