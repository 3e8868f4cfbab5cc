package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void leaveNoInterruptBehind() {
    boolean _ = Thread.interrupted();
  }

  @Test
  void interruptsTheOpenAttempt() {
    cancellation.open();
    cancellation.request("user", false);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void aRequestThatCameFirstInterruptsOnOpening() {
    cancellation.request("user", true);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    cancellation.open();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void closingTakesTheInterruptBackAndEndsIt() {
    cancellation.open();
    cancellation.request("user", true);

    assertThat(cancellation.close()).isEqualTo(new Cancellation.Request("user", true));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    cancellation.request("again", false);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(cancellation.close()).isEqualTo(new Cancellation.Request("user", true));
  }

  @Test
  void anInterruptOfSomebodyElseStays() {
    cancellation.open();
    Thread.currentThread().interrupt();

    assertThat(cancellation.close()).isNull();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
