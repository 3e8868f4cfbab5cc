package dev.turnpike.ingress.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {
  private final Log log = new Log();
  private volatile boolean up;
  private final Withdrawals withdrawals =
      new Withdrawals(log.commands, () -> up, Clock.systemUTC());

  @BeforeEach
  void start() {
    withdrawals.start();
  }

  @AfterEach
  void stop() {
    withdrawals.stop();
  }

  @Test
  void cancelsAndForgetsOnceKafkaIsBack() {
    TurnCommand refused = CommandLogTest.command("s");
    withdrawals.add(refused);
    assertThat(withdrawals.concerns("s")).isTrue();
    assertThat(withdrawals.concerns("other")).isFalse();
    await().during(Duration.ofMillis(500)).until(() -> log.producer.history().isEmpty());

    up = true;
    await().until(() -> log.producer.completeNext());
    await().until(() -> withdrawals.size() == 0);
    assertThat(withdrawals.concerns("s")).isFalse();
    TurnCommand cancel = log.sent().getFirst();
    assertThat(cancel.getTurnId()).isEqualTo(refused.getTurnId());
    assertThat(cancel.getSessionId()).isEqualTo("s");
    assertThat(((CancelTurn) cancel.getBody()).getForget()).isTrue();
  }

  @Test
  void keepsTryingUntilItIsAcknowledged() {
    up = true;
    withdrawals.add(CommandLogTest.command("s"));
    await().until(() -> log.producer.errorNext(new TimeoutException("late")));
    assertThat(withdrawals.concerns("s")).isTrue();
    await().until(() -> log.producer.completeNext());
    await().until(() -> withdrawals.size() == 0);
  }

  @Test
  void isFullWhenTooManyWait() {
    for (int i = 0; i < Withdrawals.LIMIT; i++) {
      assertThat(withdrawals.isFull()).isFalse();
      withdrawals.add(CommandLogTest.command("s" + i));
    }
    assertThat(withdrawals.isFull()).isTrue();
  }
}
