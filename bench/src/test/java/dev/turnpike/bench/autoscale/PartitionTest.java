package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private final Partition partition = new Partition();

  @Test
  void whatEndedBehindATurnThatRunsIsStillLag() {
    arrive(3);
    Turn oldest = Objects.requireNonNull(partition.take(2000));
    partition.end(Objects.requireNonNull(partition.take(2000)));
    partition.end(Objects.requireNonNull(partition.take(2000)));

    assertThat(partition.lag()).isEqualTo(3);
    partition.end(oldest);
    assertThat(partition.lag()).isZero();
  }

  @Test
  void noMoreIsTakenThanTheWindowHolds() {
    arrive(3);
    assertThat(partition.take(2)).isNotNull();
    assertThat(partition.take(2)).isNotNull();
    assertThat(partition.take(2)).isNull();
    assertThat(partition.lag()).isEqualTo(3);
  }

  @Test
  void whatWasBrokenOffComesFirst() {
    arrive(2);
    Turn begun = Objects.requireNonNull(partition.take(2000));
    partition.broken.add(begun);
    assertThat(partition.take(2000)).isSameAs(begun);
    assertThat(partition.lag()).isEqualTo(2);
  }

  private void arrive(int count) {
    for (int i = 0; i < count; i++) {
      partition.waiting.add(new Turn(i, partition, 10));
    }
  }
}
