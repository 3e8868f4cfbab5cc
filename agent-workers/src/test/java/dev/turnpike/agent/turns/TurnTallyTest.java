package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.turnpike.events.TurnStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTallyTest {

  private final TurnTally tally = new TurnTally();

  @Test
  void countsEndsByTheirStatus() {
    tally.ended(TurnStatus.COMPLETED);
    tally.ended(TurnStatus.COMPLETED);
    tally.ended(TurnStatus.FAILED);
    tally.retried();

    assertThat(tally.ended()).containsExactly(entry("completed", 2L), entry("failed", 1L));
    assertThat(tally.retries()).isEqualTo(1);
  }

  @Test
  void aTimeIsInTheBucketWhoseBoundIsTheNextOne() {
    tally.waited(Duration.ofMillis(-5));
    tally.waited(Duration.ofMillis(1));
    tally.waited(Duration.ofMillis(2));
    tally.waited(Duration.ofMillis(3));
    tally.waited(Duration.ofMillis(4));

    assertThat(tally.waits().counts()).isEqualTo(List.of(2L, 0L, 1L, 0L, 2L));
    assertThat(tally.firstTokens().counts()).isEmpty();
  }

  @Test
  void theLastBucketTakesWhatIsLongerThanAll() {
    tally.spoke(Duration.ofDays(3));

    assertThat(tally.firstTokens().counts()).hasSize(40).endsWith(1L);
  }
}
