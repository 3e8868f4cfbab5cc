package dev.turnpike.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.BandChange;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnScore;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances that are killed with SIGKILL in mid-load, over and over, and an audit of what they
 * leave: the final rollups say exactly what was written, events that came twice counted once and
 * late ones not at all, none is followed by another, and each alert was given once.
 */
class KilledAnalyticsTest {

  private static final int EVENTS = 2_400;
  private static final int KILLS = 3;
  private static final int TURN_PARTITIONS = Topics.TURNS_COMPLETED.partitions();
  private static final int SCORE_PARTITIONS = Topics.TURNS_SCORED.partitions();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** The events of the load are two seconds apart. */
  private final Instant begin =
      Instant.now().minus(Duration.ofHours(6)).truncatedTo(ChronoUnit.HOURS);

  private final Instant end = begin.plus(Duration.ofHours(4));

  @TempDir private Path folder;

  /** Both are the writing thread's until all is written. */
  private final Ledger ledger = new Ledger(GRACE);

  private final List<CompletedTurn> turns = new ArrayList<>();
  private final List<ChildJvm> running = new ArrayList<>();
  private volatile boolean isAllWritten;

  @Test
  void finalRollupsAreExactHoweverOftenInstancesAreKilled() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Island island = new Island(folder);
        TopicReader<Rollup> rollups = island.reader(Topics.ANALYTICS_ROLLUPS);
        TopicReader<ScoreAlert> alerts = island.reader(Topics.ANALYTICS_ALERTS);
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor()) {
      running.addAll(List.of(instance(island, 0), instance(island, 1)));
      try {
        var writing =
            writer.scheduleAtFixedRate(
                new Load(island, random.nextLong()), 0, 10, TimeUnit.MILLISECONDS);
        for (int kill = 1; kill <= KILLS; kill++) {
          awaitCounted(rollups, kill * EVENTS / (KILLS + 2));
          int victim = random.nextInt(running.size());
          running.get(victim).kill();
          running.set(victim, instance(island, victim));
        }
        awaitFinal(rollups);
        writing.cancel(false);
        assertThat(ledger.duplicates()).as("duplicates written").isPositive();
        assertThat(ledger.late()).as("late ones written").isPositive();
        audit(rollups);
        audit(alerts.values(2));
      } finally {
        running.forEach(ChildJvm::close);
      }
    }
  }

  /** One event each time it is run, then what closes the windows, then nothing. */
  private final class Load implements Runnable {
    private final Island island;
    private final Random random;
    private final List<Integer> partitions = new ArrayList<>(); // of the turns
    private int written;

    private Load(Island island, long seed) {
      this.island = island;
      this.random = new Random(seed);
    }

    @Override
    public void run() {
      if (written < EVENTS) {
        Instant at = begin.plusSeconds(2L * written).plusMillis(random.nextInt(2_000));
        turn(random.nextInt(TURN_PARTITIONS), newTurn(at));
        again();
        if (random.nextInt(10) == 0) { // most of them late
          turn(random.nextInt(TURN_PARTITIONS), newTurn(at.minusSeconds(100)));
        }
        score(random.nextInt(SCORE_PARTITIONS), at);
      } else if (written == EVENTS) {
        for (int partition = 0; partition < TURN_PARTITIONS; partition++) {
          turn(partition, newTurn(end));
        }
        for (int partition = 0; partition < SCORE_PARTITIONS; partition++) {
          score(partition, end);
        }
        isAllWritten = true;
      }
      written++;
    }

    private void again() {
      if (random.nextInt(10) == 0) {
        turn(turns.size() - 1 - random.nextInt(Math.min(20, turns.size())));
      }
    }

    /** In the partition where it was. */
    private void turn(int index) {
      write(partitions.get(index), turns.get(index));
    }

    private void turn(int partition, CompletedTurn turn) {
      partitions.add(partition);
      turns.add(turn);
      write(partition, turn);
    }

    private void write(int partition, CompletedTurn turn) {
      ledger.turn(partition, turn);
      island.write(Topics.TURNS_COMPLETED, partition, turn);
    }

    private CompletedTurn newTurn(Instant at) {
      return Samples.turn(at.truncatedTo(ChronoUnit.MICROS))
          .setAgent("agent-" + random.nextInt(3))
          .setUsage(
              Samples.usage(
                  random.nextInt(1_000),
                  random.nextInt(1_000),
                  random.nextBoolean() ? random.nextLong(1_000_000) : null))
          .build();
    }

    /** Good, then bad for a while, then good again. */
    private void score(int partition, Instant at) {
      double score = written > EVENTS / 3 && written < 2 * EVENTS / 3 ? 0.2 : 0.9;
      TurnScore event =
          Samples.score("relevancy", score, at.truncatedTo(ChronoUnit.MICROS)).build();
      for (int times = random.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
        ledger.score(partition, event);
        island.write(Topics.TURNS_SCORED, partition, event);
      }
    }
  }

  private ChildJvm instance(Island island, int number) {
    return ChildJvm.running(TurnAnalyticsApplication.class)
        .environment(Map.of("TURNPIKE_ENVIRONMENT", "test"))
        .arguments((Object[]) island.serviceArguments())
        .arguments(
            "--turnpike.analytics.state-folder=" + folder.resolve("state-" + number),
            "--turnpike.analytics.grace=" + GRACE,
            "--turnpike.analytics.score-grace=" + GRACE,
            "--turnpike.analytics.idle=1h", // the events are older than any real ones
            "--turnpike.analytics.alerts.grace=" + GRACE)
        .start();
  }

  /** Until so many turns are in the rollups by hour. */
  private void awaitCounted(TopicReader<Rollup> rollups, int count) {
    rollups.readUntil(
        PATIENCE,
        all -> {
          Map<String, Long> hours = new HashMap<>();
          for (var each : all) {
            if (each.key().startsWith("hour|") && each.value().getBody() instanceof TurnRollup t) {
              hours.put(each.key(), t.getTurns());
            }
          }
          return hours.values().stream().mapToLong(Long::longValue).sum() >= count;
        });
  }

  /** Until the hours of the load are closed, and what may follow though it should not is there. */
  private void awaitFinal(TopicReader<Rollup> rollups) {
    AtomicInteger polls = new AtomicInteger();
    rollups.readUntil(
        PATIENCE,
        all ->
            isAllWritten
                && all.stream().filter(this::isFinalOfTheLoad).count() >= keys().count()
                && polls.incrementAndGet() > 20);
  }

  private boolean isFinalOfTheLoad(ConsumerRecord<String, Rollup> record) {
    return record.value().getFinal$() && record.value().getWindowStart().isBefore(end);
  }

  /** Of the windows that have to be closed. */
  private Stream<String> keys() {
    return ledger.lines().keySet().stream()
        .filter(key -> Instant.parse(key.split("\\|")[1]).isBefore(end));
  }

  private void audit(TopicReader<Rollup> rollups) {
    Map<String, Ledger.Line> said = new TreeMap<>();
    for (var each : rollups.readUntil(PATIENCE, _ -> true)) {
      if (each.value().getWindowStart().isBefore(end)) {
        assertThat(said).as("nothing follows a final rollup").doesNotContainKey(each.key());
        if (each.value().getFinal$()) {
          said.put(each.key(), line(each.value()));
        }
      }
    }
    Map<String, Ledger.Line> written = new TreeMap<>();
    keys().forEach(key -> written.put(key, ledger.lines().get(key)));
    assertThat(said).isEqualTo(written);
  }

  private static Ledger.Line line(Rollup rollup) {
    return switch (rollup.getBody()) {
      case TurnRollup turns -> {
        assertThat(turns.getTotal().getCount()).isEqualTo(turns.getTurns());
        yield new Ledger.Line(
            turns.getTurns(),
            turns.getInputTokens(),
            turns.getOutputTokens(),
            turns.getCostNanoUsd());
      }
      case ScoreRollup scores ->
          new Ledger.Line(scores.getScores(), Math.round(scores.getSum() * 100), 0, 0);
      default -> throw new AssertionError(rollup);
    };
  }

  private static void audit(List<ScoreAlert> alerts) {
    assertThat(alerts)
        .extracting(ScoreAlert::getChange)
        .containsExactly(BandChange.LEFT, BandChange.RETURNED);
  }
}
