package dev.turnpike.ingress.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCancellationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Log log = new Log(true);
  private final TurnCancellation cancellation =
      new TurnCancellation(log.commands, Clock.fixed(NOW, ZoneOffset.UTC));
  private final TurnCancellation.Target target =
      new TurnCancellation.Target(UUID.randomUUID(), "session", "user");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void appendsAnExpressCommandOfTheTurnsSession(boolean forget) throws InterruptedException {
    cancellation.cancel(target, forget);
    assertThat(log.sent())
        .containsExactly(
            new TurnCommand(
                target.turnId(),
                "session",
                "user",
                NOW,
                null,
                null,
                new CancelTurn("Its user asked for it.", forget)));
    assertThat(log.producer.history().getFirst().key()).isEqualTo("session");
    assertThat(log.producer.history().getFirst().headers()).hasSize(1);
  }

  @Test
  void refusesWhenKafkaDoesNotTakeIt() {
    log.producer.sendException = new TimeoutException("no metadata");
    assertThatThrownBy(() -> cancellation.cancel(target, false))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status().value()).isEqualTo(503);
              assertThat(problem.code()).isEqualTo("kafka_unavailable");
            });
  }
}
