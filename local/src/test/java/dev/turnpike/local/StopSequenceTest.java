package dev.turnpike.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.local.StopSequence.Rank;
import dev.turnpike.operations.console.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopSequenceTest {

  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
  private final StopSequence stop = new StopSequence(Duration.ofSeconds(5));

  @Test
  void usersStopBeforeWhatTheyUseInWhateverOrderTheyWereStarted() {
    add(Rank.DATABASE);
    add(Rank.INGRESS);
    add(Rank.FOLDER);
    add(Rank.BROKER);
    add(Rank.SERVICES);
    add(Rank.REGISTRY);

    assertThat(stop.stop()).isEmpty();
    assertThat(closed)
        .containsExactly("INGRESS", "SERVICES", "REGISTRY", "BROKER", "DATABASE", "FOLDER");
  }

  @Test
  void theSecondStopDoesNothing() {
    add(Rank.BROKER);
    stop.stop();

    assertThat(stop.stop()).isEmpty();
    assertThat(closed).containsExactly("BROKER");
  }

  @Test
  void aPartThatHangsIsNamedAndTheOthersStillStop() {
    CountDownLatch never = new CountDownLatch(1);
    stop.add(Rank.MODEL, "model", never::await); // The rank with the least patience.
    add(Rank.DATABASE);

    assertThat(stop.stop()).containsExactly("model");
    assertThat(closed).containsExactly("DATABASE");
  }

  @Test
  void aPartThatFailsToStopDoesNotKeepTheOthersFromIt() {
    stop.add(
        Rank.INGRESS,
        "ingress",
        () -> {
          throw new IllegalStateException("broken");
        });
    add(Rank.BROKER);

    assertThat(stop.stop()).isEmpty();
    assertThat(closed).containsExactly("BROKER");
  }

  @Test
  void aPartThatStartedTooLateIsClosedAtOnce() {
    stop.stop();

    assertThatThrownBy(() -> add(Rank.BROKER)).isInstanceOf(Refusal.class);
    assertThat(closed).containsExactly("BROKER");
  }

  private void add(Rank rank) {
    stop.add(rank, rank.name(), () -> closed.add(rank.name()));
  }
}
