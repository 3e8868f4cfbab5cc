package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningTurnTest {

  private final RunningTurn turn = new RunningTurn();

  @Test
  void aKnownTurnIsCancelledOnce() {
    assertThat(turn.isCalled("t1")).isEmpty();
    assertThat(turn.isCancelled()).isFalse();
    assertThat(turn.cancel()).contains("t1");
    assertThat(turn.cancel()).isEmpty();
    assertThat(turn.isCalled("t1")).isEmpty();
    assertThat(turn.isCancelled()).isTrue();
  }

  @Test
  void oneThatIsNotKnownYetIsCancelledOnceItIs() {
    assertThat(turn.cancel()).isEmpty();
    assertThat(turn.isCalled("")).isEmpty();
    assertThat(turn.isCalled("t1")).contains("t1");
    assertThat(turn.isCalled("")).isEmpty();
    assertThat(turn.isCalled("t1")).isEmpty();
  }
}
