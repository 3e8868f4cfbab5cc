package dev.turnpike.ingress.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void twoThatBelongTogetherCountOnceBothAreThere() {
    CompletableFuture<Void> appended = log.commands.appendBoth(resolve(command("s")), command("s"));
    log.producer.completeNext();
    assertThat(appended).isNotDone();
    log.producer.completeNext();
    assertThat(appended).isCompleted();
    assertThat(log.sent())
        .extracting(each -> each.getBody().getClass().getSimpleName())
        .containsExactly("ResolveBusy", "StartTurn");
    assertThat(log.producer.history())
        .extracting(each -> each.headers().toArray().length)
        .containsExactly(1, 0); // The express header.
  }

  @Test
  void afterAFirstThatWasRefusedTheSecondIsNotSent() {
    log.producer.sendException = new TimeoutException("no metadata");
    assertFailure(log.commands.appendBoth(resolve(command("s")), command("s")), true);
    log.producer.sendException = null;
    assertThat(log.producer.history()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenOneOfTwoFailsTheOtherMayBeThere(boolean firstFails) throws InterruptedException {
    CompletableFuture<Void> appended = log.commands.appendBoth(resolve(command("s")), command("s"));
    Thread io =
        Thread.ofPlatform()
            .start(
                () -> {
                  settleNext(firstFails);
                  assertThat(appended).isNotDone(); // The withdrawal must come after both.
                  settleNext(!firstFails);
                });
    io.join();
    assertFailure(appended, false);
  }

  @Test
  void aSecondThatTheProducerNeverTookLeavesTheFirst() {
    TurnCommand first = resolve(command("s"));
    TurnCommand unwritable =
        new TurnCommand(first.getTurnId(), "s", "user", Instant.EPOCH, null, null, 7);
    CompletableFuture<Void> appended = log.commands.appendBoth(first, unwritable);
    assertThat(appended).isNotDone();
    log.producer.completeNext();
    assertFailure(appended, false);
  }

  @Test
  void nothingOfTheSessionComesBetweenTwoThatBelongTogether() {
    List<TurnCommand> commands = IntStream.range(0, 400).mapToObj(_ -> command("s")).toList();
    commands.parallelStream()
        .forEach(
            each -> {
              if (each.getTurnId().getLeastSignificantBits() % 2 == 0) {
                var _ = log.commands.appendBoth(resolve(each), each);
              } else {
                var _ = log.commands.append(each);
              }
            });
    List<TurnCommand> sent = log.sent();
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).getBody() instanceof ResolveBusy) {
        assertThat(sent.get(i + 1).getTurnId()).isEqualTo(sent.get(i).getTurnId());
      }
    }
    assertThat(sent).hasSizeGreaterThan(400);
  }

  private void settleNext(boolean failing) {
    if (failing) {
      log.producer.errorNext(new TimeoutException("late"));
    } else {
      log.producer.completeNext();
    }
  }

  private static TurnCommand resolve(TurnCommand start) {
    return TurnCommand.newBuilder(start).setBody(new ResolveBusy(0, OnBusy.REJECT)).build();
  }

  static TurnCommand command(String session) {
    return new TurnCommand(
        UUID.randomUUID(),
        session,
        "user",
        Instant.now(),
        null,
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
