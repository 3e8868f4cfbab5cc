package dev.turnpike.ingress.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CommandLogTest {
  private final Log log = new Log();

  @Test
  void completesOnAcknowledgement() {
    CompletableFuture<Void> appended = log.commands.append(command("s"));
    assertThat(appended).isNotDone();
    log.producer.completeNext();
    assertThat(appended).isCompleted();
    assertThat(log.producer.history().getFirst().key()).isEqualTo("s");
  }

  @Test
  void whatTheProducerNeverTookIsCertain() {
    log.producer.sendException = new TimeoutException("no metadata");
    assertFailure(log.commands.append(command("s")), true);
  }

  @Test
  void theFateOfWhatItTookAndDidNotDeliverIsUnknown() throws InterruptedException {
    CompletableFuture<Void> appended = log.commands.append(command("s"));
    Thread io =
        Thread.ofPlatform().start(() -> log.producer.errorNext(new TimeoutException("late")));
    io.join();
    assertFailure(appended, false);
  }

  static TurnCommand command(String session) {
    return new TurnCommand(
        UUID.randomUUID(),
        session,
        "user",
        Instant.now(),
        null,
        StartTurn.newBuilder().setMailbox(0).setMessages(List.of()).build());
  }

  private static void assertFailure(CompletableFuture<Void> appended, boolean certain) {
    assertThat(appended).isCompletedExceptionally();
    assertThat(appended.exceptionNow())
        .isInstanceOfSatisfying(
            AppendFailure.class, failure -> assertThat(failure.isCertain()).isEqualTo(certain));
  }
}
