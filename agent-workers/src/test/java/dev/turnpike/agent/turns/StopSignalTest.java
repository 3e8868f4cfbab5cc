package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.agent.turns.StopSignal.Stop;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopSignalTest {

  private static final Stop USER = new Stop.Cancelled("user", false);
  private static final Stop FORGET = new Stop.Cancelled("withdrawn", true);

  private final StopSignal signal = new StopSignal();

  @AfterEach
  void leaveNoInterruptBehind() {
    boolean _ = Thread.interrupted();
  }

  @Test
  void interruptsTheOpenAttempt() {
    signal.open();
    signal.request(USER);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void aRequestThatCameFirstInterruptsOnOpening() {
    signal.request(USER);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    signal.open();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void closingTakesTheInterruptBackAndEndsIt() {
    signal.open();
    signal.request(USER);

    assertThat(signal.close()).isEqualTo(USER);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    signal.request(new Stop.OutOfTime(Duration.ofSeconds(1)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(signal.close()).as("the first request counts").isEqualTo(USER);
  }

  @Test
  void aLaterRequestCanStillAskToForget() {
    signal.request(new Stop.TooLong());
    assertThat(signal.forget()).isFalse();

    signal.request(FORGET);
    assertThat(signal.forget()).isTrue();
    assertThat(signal.close()).isEqualTo(new Stop.TooLong());
  }

  @Test
  void aWriteIsNotInterruptedButWhatFollowsIs() throws Exception {
    signal.open();
    boolean interrupted =
        signal.shield(
            () -> {
              signal.request(USER);
              return Thread.currentThread().isInterrupted();
            });

    assertThat(interrupted).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void aWriteAfterTheRequestIsNotInterruptedEither() throws Exception {
    signal.open();
    signal.request(USER);

    assertThat(signal.<Boolean>shield(() -> Thread.currentThread().isInterrupted())).isFalse();
  }

  @Test
  void aSwallowedInterruptIsFoundByTheCheck() throws Exception {
    signal.open();
    signal.check();
    signal.request(USER);
    boolean _ = Thread.interrupted();

    assertThatThrownBy(signal::check).isInstanceOf(InterruptedException.class);
  }

  @Test
  void anInterruptOfSomebodyElseStays() {
    signal.open();
    Thread.currentThread().interrupt();

    assertThat(signal.close()).isNull();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
