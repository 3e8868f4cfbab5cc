package dev.turnpike.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.cluster.ClusterPlan;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.load.Mix;
import dev.turnpike.chaos.load.Pace;
import dev.turnpike.chaos.report.ChaosTable;
import dev.turnpike.chaos.report.Outcome;
import dev.turnpike.embedded.FolderTree;
import dev.turnpike.operations.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./turnpike chaos}: all guarantees, on a small cluster, with as many
 * disturbances as fit into half a minute. A kill -9 and a graceful stop of an ingress node in
 * mid-stream are always among them; which others, decides a seed that is printed.
 */
class ClusterSuiteTest {
  private static final Set<Kind> ALWAYS = EnumSet.of(Kind.KILL_INGRESS, Kind.RESTART_INGRESS);
  private static final Set<Kind> SPARED = EnumSet.of(Kind.GROW, Kind.SHRINK);

  @Test
  void everyGuaranteeHoldsWhateverIsKilled() throws Exception {
    long seed = Long.getLong("turnpike.chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    System.out.println("-Dturnpike.chaos.seed=" + seed);
    Path folder = Files.createTempDirectory("turnpike-cluster-suite-");
    List<String> told = new CopyOnWriteArrayList<>();

    Outcome outcome = new ChaosRun(settings(seed), folder, new Stopwatch(told::add)::tell).run();

    told.addAll(ChaosTable.lines(outcome, Console.plain(System.out)));
    assertThat(outcome.passed())
        .as("seed %d, data and logs in %s%n%s", seed, folder, String.join("\n", told))
        .isTrue();
    assertThat(outcome.audit().figures().turns()).isPositive();
    assertThat(outcome.audit().figures().comebacks()).isNotEmpty();
    assertThat(outcome.entries())
        .filteredOn(entry -> entry.part().startsWith("ingress-api"))
        .extracting(Chronicle.Entry::event)
        .contains(Chronicle.Event.KILLED, Chronicle.Event.STOPPED);
    FolderTree.delete(folder);
  }

  private static ChaosSettings settings(long seed) {
    return new ChaosSettings(
        seed,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        EnumSet.complementOf(EnumSet.copyOf(SPARED)),
        ALWAYS,
        12,
        Mix.usual(Pace.QUICK),
        ClusterPlan.of(2, 2, Map.of()));
  }
}
