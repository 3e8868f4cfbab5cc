package dev.turnpike.ingress.behind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class WriteBehindTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeTable table = new FakeTable();
  private final WriteBehind<Integer> writer =
      new WriteBehind<>(
          table,
          new WriteBehind.Manner(
              "rows", Duration.ofMillis(50), Duration.ofDays(400), meters.counter("lost")),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    table.failure = null;
    writer.stop();
  }

  @Test
  void whatCameInTogetherIsWrittenTogether() {
    add(300);
    writer.start();
    await().until(() -> table.count() == 300);
    assertThat(table.batches).singleElement().isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void anOutageIsWaitedOut() {
    table.failure = new DataAccessResourceFailureException("away");
    add(2);
    writer.start();
    await().until(() -> table.refusals.get() > 1);
    table.failure = null;
    await().until(() -> table.count() == 2);
    assertThat(lost()).isZero();
  }

  @ParameterizedTest
  @MethodSource("faultsOfRows")
  void rowsThatTheTableRefusesHoldUpNoOthers(RuntimeException fault) {
    table.failure = fault;
    writer.start();
    add(3);
    await().until(() -> lost() == 3);
    table.failure = null;
    add(1);
    await().until(() -> table.count() == 1);
  }

  private static List<RuntimeException> faultsOfRows() {
    return List.of(
        new DataIntegrityViolationException("no"), new IllegalStateException("not thought of"));
  }

  @Test
  void whatFindsNoPlaceIsCountedAndNobodyWaits() {
    add(WriteBehind.CAPACITY + 7);
    assertThat(lost()).isEqualTo(7);
  }

  @Test
  void stoppingWritesWhatWaits() {
    writer.start();
    add(20);
    writer.stop();
    assertThat(table.count()).isEqualTo(20);
  }

  @Test
  void stoppingDuringAnOutageCountsWhatIsLost() {
    table.failure = new DataAccessResourceFailureException("away");
    writer.start();
    add(5);
    await().until(() -> table.refusals.get() > 0);
    writer.stop();
    assertThat(lost()).isEqualTo(5);
    assertThat(table.batches).isEmpty();
  }

  @Test
  void whatIsOlderThanTheRetentionIsDeletedAPieceAtATime() {
    table.old.set(2_500);
    writer.start();
    await().until(() -> table.old.get() == 0);
    assertThat(table.oldest).isEqualTo(NOW.minus(Duration.ofDays(400)));
    assertThat(table.sweeps).hasValue(3);
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      writer.add(i);
    }
  }

  private double lost() {
    return meters.get("lost").counter().count();
  }

  /** Keeps what it gets, unless it fails. */
  private static final class FakeTable implements WriteBehind.Table<Integer> {
    final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException failure;
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger old = new AtomicInteger();
    final AtomicInteger sweeps = new AtomicInteger();
    volatile Instant oldest = Instant.EPOCH;

    int count() {
      return batches.stream().mapToInt(List::size).sum();
    }

    @Override
    public void insert(List<Integer> rows) {
      RuntimeException now = failure;
      if (now != null) {
        refusals.incrementAndGet();
        throw now;
      }
      batches.add(List.copyOf(rows));
    }

    @Override
    public int deleteBefore(Instant before, int limit) {
      oldest = before;
      int deleted = Math.min(old.get(), limit);
      sweeps.incrementAndGet();
      old.addAndGet(-deleted);
      return deleted;
    }
  }
}
