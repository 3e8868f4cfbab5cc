package dev.turnpike.ingress.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.uuid.Generators;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.backlog.Backlog;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.mailbox.Follower;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** When a turn counts as accepted, and what is done about one that does not. */
class TurnIntakeTest {
  private static final Caller.Session CALLER = new Caller.Session("user", "s", "poet");
  private static final int MAILBOX = 3;

  private final Log log = new Log();
  private final Gate gate = mock(Gate.class);
  private final Mailboxes mailboxes = mock(Mailboxes.class);
  private final AtomicInteger unfollowed = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private int room = 100;
  private final List<UUID> registered = new ArrayList<>();
  private final Withdrawals withdrawals =
      new Withdrawals(log.commands, () -> true, Clock.systemUTC());
  private final Backlog backlog = new Backlog(Duration.ofSeconds(10), System::nanoTime);
  private final TurnIntake intake =
      new TurnIntake(
          gate,
          mailboxes,
          log.commands,
          withdrawals,
          Generators.timeBasedEpochRandomGenerator(),
          Clock.systemUTC(),
          new IntakeMetrics(new SimpleMeterRegistry(), withdrawals),
          (turn, _, mailbox, _) -> {
            assertThat(mailbox).isEqualTo(MAILBOX);
            registered.add(turn);
          },
          backlog,
          List.of(new Holding(), new Holding()));

  @BeforeEach
  void prepare() {
    when(mailboxes.isReady()).thenReturn(true);
    when(mailboxes.of(any())).thenReturn(MAILBOX);
    when(mailboxes.follow(any(), any())).thenReturn(unfollowed::incrementAndGet);
  }

  @AfterEach
  void stop() {
    withdrawals.stop();
  }

  @Test
  void aTurnIsAcceptedOnceTheLogHasIt() {
    CompletableFuture<Void> accepted = start(OnBusy.ENQUEUE);
    assertThat(accepted).isNotDone();
    assertThat(registered).isEmpty();
    log.producer.completeNext();
    assertThat(accepted).isCompleted();
    assertThat(registered).containsExactly(log.sent().getFirst().getTurnId());
    assertThat(((StartTurn) log.sent().getFirst().getBody()).getAgent()).isEqualTo("poet");
  }

  @Test
  void aTurnWithADecisionIsAcceptedOnceTheLogHasBoth() {
    CompletableFuture<Void> accepted = start(OnBusy.INTERRUPT);
    log.producer.completeNext();
    assertThat(accepted).isNotDone();
    assertThat(registered).isEmpty();
    log.producer.completeNext();
    assertThat(accepted).isCompleted();
    assertThat(registered).hasSize(1);
    assertThat(unfollowed).hasValue(0);
  }

  @Test
  void ofATurnThatNobodyListensToOnlyTheBeginningIsHeard() {
    CompletableFuture<Void> accepted =
        intake.start(intake.nextId(), CALLER, question(OnBusy.ENQUEUE));
    log.producer.completeNext();
    assertThat(accepted).isCompleted();
    assertThat(unfollowed).hasValue(0);

    ArgumentCaptor<Follower> follower = ArgumentCaptor.forClass(Follower.class);
    verify(mailboxes).follow(any(), follower.capture());
    follower.getValue().onEvent(mock(MailboxEvent.class));
    assertThat(unfollowed).hasValue(1);
  }

  @Test
  void whatNeverLeftThisProcessNeedsNoWithdrawal() {
    log.producer.sendException = new TimeoutException("no metadata");
    for (OnBusy onBusy : List.of(OnBusy.ENQUEUE, OnBusy.REJECT)) {
      assertRefused(start(onBusy));
    }
    assertThat(withdrawals.size()).isZero();
    assertThat(unfollowed).hasValue(2);
  }

  /** Whichever of the two is missing, and though the other is there. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTurnOfWhichOnlyHalfIsThereIsWithdrawn(boolean firstFails) throws InterruptedException {
    CompletableFuture<Void> accepted = start(OnBusy.REJECT);
    settle(firstFails);
    settle(!firstFails);
    assertRefused(accepted);
    assertThat(registered).isEmpty();
    assertThatThrownBy(() -> intake.requireOpen(CALLER))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("settling"));

    withdrawals.start();
    await().until(() -> log.producer.completeNext());
    await().until(() -> withdrawals.size() == 0);
    intake.requireOpen(CALLER);
    List<TurnCommand> sent = log.sent();
    assertThat(sent).extracting(TurnCommand::getTurnId).containsOnly(sent.getFirst().getTurnId());
    assertThat(sent)
        .extracting(each -> each.getBody().getClass())
        .isEqualTo(List.of(ResolveBusy.class, StartTurn.class, CancelTurn.class));
    assertThat(((CancelTurn) sent.getLast().getBody()).getForget()).isTrue();
  }

  @Test
  void whatIsHeldForATurnIsGivenBackWhenItIsRefused() {
    intake.requireOpen(CALLER);
    assertThat(held).hasValue(0);
    CompletableFuture<Void> accepted = start(OnBusy.ENQUEUE);
    assertThat(held).hasValue(2);
    log.producer.errorNext(new TimeoutException("late"));
    assertRefused(accepted);
    assertThat(held).hasValue(0);

    log.producer.sendException = new TimeoutException("no metadata");
    assertRefused(start(OnBusy.REJECT));
    assertThat(held).hasValue(0);
  }

  @Test
  void whatIsHeldForATurnIsKeptWhenItIsAccepted() {
    CompletableFuture<Void> accepted = start(OnBusy.ENQUEUE);
    log.producer.completeNext();
    assertThat(accepted).isCompleted();
    assertThat(held).hasValue(2);
  }

  /** Of many who were asked at the same time, not all may fit. */
  @Test
  void aTurnThatDoesNotFitAnyMoreIsNotEvenSent() {
    room = 1;
    TurnIntake.Turn turn =
        intake.start(intake.nextId(), CALLER, question(OnBusy.ENQUEUE), _ -> true);
    assertThat(turn.accepted().exceptionNow())
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("no_room"));
    assertThat(log.sent()).isEmpty();
    assertThat(held).hasValue(0);
  }

  private final class Holding implements TurnCondition {
    @Override
    public void require(Caller.Session caller) {}

    @Override
    public Runnable hold(Caller.Session caller) {
      if (held.get() == room) {
        throw Problem.unavailable("no_room", "Full.");
      }
      held.incrementAndGet();
      return held::decrementAndGet;
    }
  }

  private CompletableFuture<Void> start(OnBusy onBusy) {
    return intake.start(intake.nextId(), CALLER, question(onBusy), _ -> true).accepted();
  }

  private static TurnIntake.Question question(OnBusy onBusy) {
    return new TurnIntake.Question(
        List.of(new ChatMessage(Role.USER, "hello")), onBusy, null, null);
  }

  private void settle(boolean failing) throws InterruptedException {
    Thread io =
        Thread.ofPlatform()
            .start(
                () -> {
                  if (failing) {
                    log.producer.errorNext(new TimeoutException("late"));
                  } else {
                    log.producer.completeNext();
                  }
                });
    io.join();
  }

  private static void assertRefused(CompletableFuture<Void> accepted) {
    assertThat(accepted).isCompletedExceptionally();
    assertThat(accepted.exceptionNow())
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("kafka_unavailable"));
  }
}
