package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.TurnStatus;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private final Follower follower = new Follower();
  private long offset;

  @Test
  void deltasAreTheText() {
    take(1, Case.begin());
    take(1, Case.delta(0, "a"));
    take(1, new Delta(1, "thought", Channel.REASONING));
    take(1, Case.delta(2, "b"));
    take(1, Case.end());
    assertThat(follower.text()).isEqualTo("ab");
    assertThat(follower.end()).contains(TurnStatus.COMPLETED);
    assertThat(follower.oddities()).isEmpty();
  }

  @Test
  void aHigherAttemptTakesOverAndALowerOneIsDropped() {
    take(1, Case.delta(0, "a"));
    take(2, Case.begin());
    take(2, Case.restart());
    take(1, Case.delta(1, "zombie"));
    take(2, Case.delta(0, "b"));
    assertThat(follower.text()).isEqualTo("b");
    assertThat(follower.late()).isEqualTo(1);
    assertThat(follower.attempt()).isEqualTo(2);
    assertThat(follower.beginnings()).extracting(Follower.Beginning::attempt).containsExactly(2);
  }

  @Test
  void anAttemptThatBeginsOnceMoreVoidsItsText() {
    take(1, Case.begin());
    take(1, Case.delta(0, "a"));
    take(1, Case.begin());
    take(1, Case.delta(0, "b"));
    assertThat(follower.text()).isEqualTo("b");
    assertThat(follower.oddities()).isEmpty();
  }

  @Test
  void aRestartKeepsWhatItSays() {
    take(1, Case.delta(0, "abc"));
    take(1, new Restarted(2, ""));
    take(1, Case.delta(0, "d"));
    assertThat(follower.text()).isEqualTo("abd");
  }

  @Test
  void nothingCountsAfterTheFirstEnd() {
    take(1, Case.delta(0, "a"));
    take(1, Case.end());
    take(1, Case.restart());
    take(1, Case.delta(0, "a"));
    take(1, Case.end());
    assertThat(follower.text()).isEqualTo("a");
    assertThat(follower.endPlace()).contains(new Place("chat.replies", 0, 1));
  }

  @Test
  void aGapInTheDeltasIsOdd() {
    take(1, Case.delta(0, "a"));
    take(1, Case.delta(2, "c"));
    assertThat(follower.oddities()).containsExactly("at chat.replies-0@1 delta 2 follows delta 0");
  }

  private void take(int attempt, Object body) {
    follower.event(Case.event(1, attempt, body), new Place("chat.replies", 0, offset++));
  }
}
