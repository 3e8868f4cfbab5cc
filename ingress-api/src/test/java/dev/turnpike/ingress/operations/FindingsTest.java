package dev.turnpike.ingress.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.operations.Overview.Group;
import dev.turnpike.ingress.operations.Overview.Letters;
import dev.turnpike.ingress.operations.Overview.Partition;
import dev.turnpike.ingress.operations.Overview.SourceState;
import dev.turnpike.ingress.operations.Overview.Totals;
import dev.turnpike.ingress.operations.Worker.RunningTurn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Totals QUIET = new Totals(0, 0, 0, 0, 1.0, 0);

  private List<SourceState> sources =
      List.of(
          new SourceState("Database", true, NOW, null), new SourceState("Kafka", true, NOW, null));
  private Totals totals = QUIET;
  private List<Worker> workers = List.of(worker(400, 3, "closed", 1_000));
  private List<Partition> partitions = List.of(new Partition(0, 5, "worker"));
  private List<Group> groups =
      List.of(new Group("agent-workers", "chat.requests", "Stable", 1, 5L, null));
  private List<Letters> letters = List.of();
  private boolean told = true;

  private static Worker worker(long silentMs, int turns, String breaker, long oldestAgeMs) {
    return new Worker(
        "0190b0a0-0000-7000-8000-000000000001",
        "host",
        null,
        NOW,
        NOW,
        silentMs,
        true,
        false,
        turns,
        List.of(new RunningTurn("turn", 1, NOW, oldestAgeMs)),
        List.of(0),
        3,
        2000,
        0,
        3,
        2000,
        null,
        Map.of(),
        0,
        List.of(),
        List.of(),
        List.of(model(breaker, null)));
  }

  private static WorkerModel model(String breaker, @Nullable Instant lastErrorAt) {
    String error = lastErrorAt == null ? null : "model_timed_out";
    return new WorkerModel("gpt", "host", false, breaker, 0, 1, 1, 0, 0, 0, 0, error, lastErrorAt);
  }

  private List<Finding> found() {
    return found(true);
  }

  private List<Finding> found(boolean workersKnown) {
    Overview seen =
        new Overview(
            NOW,
            "node",
            List.of(),
            sources,
            totals,
            List.of(),
            workers,
            MergedModel.of(workers),
            partitions,
            groups,
            letters);
    return new Findings(
            seen, new DatabaseRead(workers, List.of(), 0, 0, 60_000, told), workersKnown)
        .all();
  }

  @Test
  void ofASystemThatWorksThereAreNone() {
    assertThat(found()).isEmpty();
  }

  @Test
  void aSourceThatIsAwayComesFirstWithTheAgeOfWhatIsShown() {
    sources =
        List.of(new SourceState("Kafka", false, NOW.minusSeconds(300), "Kafka can't be reached."));
    letters = List.of(new Letters("a.dlt", 1, NOW.minusSeconds(60), null));

    assertThat(found()).extracting(Finding::severity).containsExactly("critical", "warning");
    assertThat(found().getFirst().advice()).contains("5 min old");
  }

  @Test
  void withoutWorkersNothingElseMattersButNotBeforeTheyWereRead() {
    workers = List.of();
    assertThat(found()).extracting(Finding::what).contains("No agent worker is alive.");
    assertThat(found(false)).isEmpty();
  }

  @Test
  void ofWorkersThatTellNothingYetNothingElseIsSaid() {
    told = false;
    workers = List.of();
    assertThat(found())
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("Nothing is known of workers");
  }

  @Test
  void nobodyLooksAliveWhileTheDatabaseIsAway() throws InterruptedException {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    InstantSource time = now::get;
    AtomicInteger reads = new AtomicInteger();
    Source<DatabaseRead> database =
        new Source<>(
            "Database",
            () -> {
              if (reads.incrementAndGet() > 1) {
                throw new IllegalStateException("away");
              }
              return new DatabaseRead(workers, List.of(), 1, 0, 0, true);
            },
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            time.withZone(ZoneOffset.UTC));
    Source<KafkaRead> kafka =
        new Source<>(
            "Kafka",
            () -> {
              throw new IllegalStateException("away");
            },
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            time.withZone(ZoneOffset.UTC));
    Observatory observatory =
        new Observatory(database, kafka, "node", time.withZone(ZoneOffset.UTC));
    assertThat(observatory.look().workers().getFirst().isAlive()).isTrue();
    now.set(NOW.plusSeconds(600));

    Overview seen = observatory.look();

    assertThat(seen.workers().getFirst().silentMs()).isEqualTo(600_400);
    assertThat(seen.sources().getFirst().asOf()).isEqualTo(NOW);
    assertThat(seen.findings()).extracting(Finding::about).containsExactly("database", "kafka");
  }

  @Test
  void whatWasNeverReadHasNoTotals() throws InterruptedException {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Source<DatabaseRead> away =
        new Source<>(
            "Database",
            () -> {
              throw new IllegalStateException("away");
            },
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            clock);
    Source<KafkaRead> kafka =
        new Source<>(
            "Kafka",
            () -> new KafkaRead(List.of(), List.of(), List.of()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            clock);
    assertThat(new Observatory(away, kafka, "node", clock).look().totals()).isNull();
  }

  @Test
  void aSilentWorkerIsToldWhileItHasTurns() {
    List<Worker> both = new ArrayList<>(workers);
    both.add(worker(50_000, 3, "closed", 1_000));
    workers = both;
    assertThat(found())
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("silent for 50 s and has 3 turns");
    both.set(1, worker(50_000, 0, "closed", 1_000));
    assertThat(found()).isEmpty();
  }

  @Test
  void partitionsThatNobodyHoldsAreCritical() {
    partitions = IntStream.range(0, 4).mapToObj(each -> new Partition(each, 1, null)).toList();
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("critical");
    partitions = List.of(new Partition(0, 1, "host"), new Partition(1, 1, null));
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("warning");
  }

  @Test
  void aBreakerThatIsOpenEverywhereIsWorseThanOneOfMany() {
    workers = List.of(worker(1, 0, "open", 1));
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("critical");
    workers = List.of(worker(1, 0, "open", 1), worker(1, 0, "closed", 1));
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("warning");
    assertThat(MergedModel.of(workers).getFirst().breaker()).isEqualTo("open");
  }

  @Test
  void aLongWaitIsAWarningAndAVeryLongOneCritical() {
    totals = new Totals(0, 0, 9, 4_000, 1.0, 0);
    assertThat(found()).isEmpty();
    totals = new Totals(0, 0, 9, 6_000, 1.0, 0);
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("warning");
    totals = new Totals(0, 0, 9, 31_000, 0.0, 0);
    assertThat(found()).singleElement().extracting(Finding::severity).isEqualTo("critical");
  }

  @Test
  void aTurnThatRunsForLongAndOneThatNobodyHasAreTold() {
    workers = List.of(worker(1, 1, "closed", Duration.ofMinutes(4).toMillis()));
    totals = new Totals(3, 2, 0, 0, 1.0, 0);
    assertThat(found())
        .extracting(Finding::what)
        .anyMatch(what -> what.contains("accepted 4 min ago and still runs"))
        .anyMatch(what -> what.contains("2 turns are begun and no living worker has them"));
  }

  @Test
  void aGroupThatNobodyIsInOrThatCanNotBeSeenIsTold() {
    groups =
        List.of(
            new Group("judge-workers", "turns.completed", "Empty", 0, 12L, null),
            new Group("turn-analytics", "turns.completed", null, null, null, "Kafka refuses it."),
            new Group("agent-workers", "chat.requests", "Empty", 0, 3L, null));
    assertThat(found())
        .extracting(Finding::severity)
        .containsExactly("critical", "warning", "warning");
  }

  @Test
  void oldDeadLettersAreNoNews() {
    letters = List.of(new Letters("a.dlt", 4, NOW.minus(Duration.ofDays(3)), null));
    assertThat(found()).isEmpty();
    letters = List.of(new Letters("a.dlt", 0, null, "Kafka refuses it."));
    assertThat(found()).singleElement().extracting(Finding::about).isEqualTo("dead-letters");
  }

  @Test
  void timesAreSaidShort() {
    assertThat(Findings.text(119_000)).isEqualTo("119 s");
    assertThat(Findings.text(600_000)).isEqualTo("10 min");
    assertThat(Findings.text(36_000_000)).isEqualTo("10 h");
  }
}
