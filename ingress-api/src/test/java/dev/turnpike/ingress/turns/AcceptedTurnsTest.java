package dev.turnpike.ingress.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.tokens.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class AcceptedTurnsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeTable table = new FakeTable();
  private final AcceptedTurns turns =
      new AcceptedTurns(table, Clock.fixed(NOW, ZoneOffset.UTC), new AcceptedTurnMetrics(meters));

  @AfterEach
  void stop() {
    table.up = true;
    turns.stop();
  }

  @Test
  void whatCameInTogetherIsWrittenTogether() {
    List<UUID> ids = accept(500);
    turns.start();
    await().until(() -> table.rows().size() == 500);

    assertThat(table.rows()).extracting(AcceptedTurn::turnId).isEqualTo(ids);
    assertThat(table.batches).hasSize(1);
    assertThat(table.rows().getFirst())
        .isEqualTo(new AcceptedTurn(ids.getFirst(), "session", "user", 3, NOW));
  }

  @Test
  void anOutageIsWaitedOut() {
    table.up = false;
    accept(2);
    turns.start();
    await().until(() -> table.refusals.get() > 0);
    accept(1);
    table.up = true;
    await().until(() -> table.rows().size() == 3);
    assertThat(lost()).isZero();
  }

  @Test
  void whatFindsNoPlaceIsCountedAndNobodyWaits() {
    accept(AcceptedTurns.CAPACITY + 7);
    assertThat(turns.size()).isEqualTo(AcceptedTurns.CAPACITY);
    assertThat(lost()).isEqualTo(7);

    turns.start();
    await().until(() -> table.rows().size() == AcceptedTurns.CAPACITY);
  }

  @Test
  void stoppingWritesWhatWaits() {
    turns.start();
    accept(20);
    turns.stop();
    assertThat(table.rows()).hasSize(20);
  }

  @Test
  void stoppingDuringAnOutageCountsWhatIsLost() {
    table.up = false;
    turns.start();
    accept(5);
    await().until(() -> table.refusals.get() > 0);
    turns.stop();
    assertThat(lost()).isEqualTo(5);
    assertThat(table.rows()).isEmpty();
  }

  @Test
  void whatIsOlderThanTheLogIsDeletedAPieceAtATime() {
    table.old.set(2_500);
    turns.start();
    await().until(() -> table.old.get() == 0);
    assertThat(table.oldest).isEqualTo(NOW.minus(Duration.ofDays(8)));
    assertThat(table.sweeps).hasValue(3);
  }

  private List<UUID> accept(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              UUID id = UUID.randomUUID();
              turns.accepted(id, new Caller.Session("user", "session", "default"), 3, NOW);
              return id;
            })
        .toList();
  }

  private double lost() {
    return meters.get("turnpike.turns.unlisted").counter().count();
  }

  /** Keeps what it gets, unless it is away. */
  private static final class FakeTable implements AcceptedTurns.Table {
    final List<List<AcceptedTurn>> batches = new CopyOnWriteArrayList<>();
    volatile boolean up = true;
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger old = new AtomicInteger();
    final AtomicInteger sweeps = new AtomicInteger();
    volatile Instant oldest = Instant.EPOCH;

    List<AcceptedTurn> rows() {
      return batches.stream().flatMap(List::stream).toList();
    }

    @Override
    public void insert(List<AcceptedTurn> turns) {
      if (!up) {
        refusals.incrementAndGet();
        throw new DataAccessResourceFailureException("away");
      }
      batches.add(List.copyOf(turns));
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
