package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;

class BookkeeperTest {
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final UsageMetrics metrics = new UsageMetrics(meters, Clock.systemUTC());
  private final List<UsedTurn> booked = new CopyOnWriteArrayList<>();

  @Test
  void booksWhatWasUsedHoweverTheTurnEnded() throws Exception {
    CompletedTurn turn =
        Turns.builder("ada", Turns.user("hi"))
            .setStatus(TurnStatus.CANCELLED)
            .setApiKeyId("key")
            .setUsage(new Usage(7L, 1L, 5L, 2L, false, 9L))
            .build();
    bookkeeper(this::book).handle(delivered(turn));

    assertThat(booked)
        .containsExactly(
            new UsedTurn(
                turn.getTurnId(),
                "ada",
                "key",
                "cancelled",
                "sim",
                true,
                7,
                1,
                5,
                2,
                9L,
                turn.getTimings().getAcceptedAt(),
                turn.getTimings().getFinishedAt()));
    assertThat(counted("booked")).isEqualTo(1);
  }

  @Test
  void aTurnThatIsRefusedTakesNoOtherWithIt() throws Exception {
    Bookkeeper bookkeeper =
        bookkeeper(
            turns -> {
              if (turns.stream().anyMatch(each -> each.userId().equals("bad"))) {
                throw new DataIntegrityViolationException("bad");
              }
              return book(turns);
            });
    var bad = handle(bookkeeper, Turns.of("bad", Turns.user("hi")));
    var good = handle(bookkeeper, Turns.of("good", Turns.user("hi")));

    good.get();
    assertThatThrownBy(bad::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DataIntegrityViolationException.class);
    assertThat(booked).hasSize(1);
  }

  @Test
  void anOutageIsWaitedOutAndTellsTheAgeOfWhatWaits() throws Exception {
    var failures = new CopyOnWriteArrayList<>(List.of(1));
    Bookkeeper bookkeeper =
        bookkeeper(
            turns -> {
              if (!failures.isEmpty()) {
                failures.removeLast();
                throw new TransientDataAccessResourceException(
                    "away", new SQLTransientConnectionException());
              }
              return book(turns);
            });
    CompletedTurn turn = Turns.of("ada", Turns.user("hi"));
    var handled = handle(bookkeeper, turn);
    await().until(failures::isEmpty);
    assertThat(bookkeeper.oldest()).contains(turn.getTimings().getFinishedAt());

    handled.get();
    assertThat(booked).hasSize(1);
    assertThat(bookkeeper.oldest()).isEmpty();
  }

  @Test
  void knownTurnsAreCountedApart() throws Exception {
    bookkeeper(_ -> 0).handle(delivered(Turns.of("ada", Turns.user("hi"))));

    assertThat(counted("booked")).isZero();
    assertThat(counted("known")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000_001L})
  void impossibleNumbersArePoison(long tokens) {
    CompletedTurn turn =
        Turns.builder("ada", Turns.user("hi"))
            .setUsage(Usage.newBuilder().setOutputTokens(tokens).build())
            .build();
    assertThatThrownBy(() -> bookkeeper(this::book).handle(delivered(turn)))
        .isInstanceOf(PoisonRecordException.class)
        .hasMessageContaining("output_tokens is " + tokens);
    assertThat(booked).isEmpty();
  }

  private Bookkeeper bookkeeper(ToIntFunction<List<UsedTurn>> ledger) {
    return new Bookkeeper(ledger, metrics);
  }

  private int book(List<UsedTurn> turns) {
    booked.addAll(turns);
    return turns.size();
  }

  private double counted(String result) {
    return meters.get("turnpike.usage.turns").tag("result", result).counter().count();
  }

  private static CompletableFuture<Void> handle(Bookkeeper bookkeeper, CompletedTurn turn) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            var _ = bookkeeper.handle(delivered(turn));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        THREADS);
  }

  private static DeliveredTurn delivered(CompletedTurn turn) {
    return new DeliveredTurn(turn, "turns.completed", 0, 0);
  }
}
