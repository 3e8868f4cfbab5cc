package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartitionWorkTest {

  private final Partition partition = new Partition();

  @Test
  void runsOneRecordOfAKeyAtATimeAndKeysBesideEachOther() {
    partition.offer("a", "b", "a", "a");

    assertThat(partition.started).containsOnlyKeys(0L, 1L);
    partition.finish(0);
    assertThat(partition.started).containsOnlyKeys(1L, 2L);
    partition.finish(2);
    assertThat(partition.started).containsOnlyKeys(1L, 3L);
  }

  @Test
  void aRecordWithoutAKeyWaitsForNone() {
    partition.work.offer(Partition.record(0, null));
    partition.work.offer(Partition.record(1, null));

    assertThat(partition.started).containsOnlyKeys(0L, 1L);
  }

  @Test
  void anExpressRecordOvertakesItsKeyAndDisturbsItNot() {
    var express = new Partition(Partition.settings().express(record -> record.offset() == 2));
    express.offer("a", "a", "a", "a");

    assertThat(express.started).containsOnlyKeys(0L, 2L);
    assertThat(express.behind).containsExactly(entry(0L, List.of()), entry(2L, List.of(0L, 1L)));
    express.finish(2);
    assertThat(express.started).containsOnlyKeys(0L);
    express.finish(0);
    assertThat(express.started).containsOnlyKeys(1L);
  }

  @Test
  void anExpressRecordKnowsWhetherEarlierOnesOfItsKeyAreUnfinished() {
    var express = new Partition(Partition.settings().express(record -> record.offset() >= 2));
    express.offer("a", "b");
    express.finish(0);
    express.offer("a", "b", "c");

    assertThat(express.behind)
        .containsEntry(2L, List.of())
        .containsEntry(3L, List.of(1L))
        .containsEntry(4L, List.of());
  }

  @Test
  void aRecordThatCannotBeJudgedExpressIsAnOrdinaryOne() {
    var broken =
        new Partition(
            Partition.settings()
                .express(
                    record -> {
                      throw new IllegalStateException("bad bytes");
                    }));
    broken.offer("a", "a");

    assertThat(broken.started).containsOnlyKeys(0L);
  }

  @Test
  void whileTheFenceIsClosedNothingStartsExpressIncluded() {
    var fenced = new Partition(Partition.settings().express(record -> record.offset() == 2));
    fenced.offer("a");
    fenced.open = false;
    fenced.offer("a", "a", "b");
    fenced.finish(0);
    fenced.work.startStalled();
    assertThat(fenced.started).isEmpty();

    fenced.open = true;
    fenced.work.startStalled();

    assertThat(fenced.started).containsOnlyKeys(1L, 2L, 3L);
  }

  @Test
  void isFullWhileAKeyIsCrowded() {
    var crowded = new Partition(Partition.settings().maxQueuedPerKey(3));
    crowded.offer("a", "b", "a");
    assertThat(crowded.work.full()).isFalse();
    crowded.offer("a", "a");
    assertThat(crowded.work.full()).isTrue();
    crowded.finish(0);
    assertThat(crowded.work.full()).isTrue();
    crowded.finish(2);
    assertThat(crowded.work.full()).isFalse();
  }

  @Test
  void isFullWhenTheWindowIsAndUntilItMoves() {
    var small = new Partition(Partition.settings().maxWindow(3));
    small.offer("a", "b", "c");
    small.finish(1);
    small.finish(2);
    assertThat(small.work.full()).isTrue();
    small.finish(0);
    assertThat(small.work.full()).isFalse();
  }

  @Test
  void turnsAwayWhatTheMetadataHasNoPlaceForUntilThereIsRoom() {
    partition.offer("a");
    var far = Partition.record(OffsetWindow.MAX_SPAN, "b");

    assertThat(partition.work.offer(far)).isFalse();
    assertThat(partition.work.full()).isTrue();
    assertThat(partition.started).containsOnlyKeys(0L);
    partition.finish(0);
    assertThat(partition.work.full()).isFalse();
    assertThat(partition.work.offer(far)).isTrue();
    assertThat(partition.started).containsOnlyKeys(far.offset());
  }

  @Test
  void knowsTheOldestRecordThatIsNotDone() {
    assertThat(partition.work.oldestPending()).isEmpty();
    partition.work.offer(Partition.record(0, "a", 1_000));
    partition.work.offer(Partition.record(1, "b", 2_000));
    partition.work.offer(Partition.record(2, "b", 3_000));
    assertThat(partition.work.oldestPending()).hasValue(1_000);
    partition.finish(0);
    assertThat(partition.work.oldestPending()).hasValue(2_000);
    partition.finish(1);
    assertThat(partition.work.oldestPending()).hasValue(3_000);
    partition.finish(2);
    assertThat(partition.work.oldestPending()).isEmpty();
  }

  @Test
  void countsARecordUntilItsOutcomeIsCommitted() {
    partition.offer("a", "b");
    partition.finish(0);
    var aborted = Objects.requireNonNull(partition.work.snapshot());
    partition.work.restore(aborted);
    assertThat(partition.work.uncommitted()).isEqualTo(2);

    partition.commit();
    assertThat(partition.work.uncommitted()).isEqualTo(1);
    assertThat(partition.work.snapshot()).as("nothing new").isNull();
  }

  @Test
  void anAbortedSnapshotComesBeforeWhatFinishedMeanwhile() {
    partition.offer("a", "a", "b");
    partition.finish(0);
    var aborted = Objects.requireNonNull(partition.work.snapshot());
    partition.finish(1);
    partition.work.restore(aborted);

    partition.commit();

    assertThat(partition.published).containsExactly(0L, 1L);
    assertThat(partition.committed).isEqualTo(2);
  }

  @Test
  void revocationDropsWhatWaitsAndForgetsWhatIsNotPublished() {
    partition.offer("a", "a", "b");
    partition.finish(2);
    partition.work.revoke();

    partition.finish(0);

    assertThat(partition.started).isEmpty();
    assertThat(partition.work.snapshot()).isNull();
    assertThat(partition.work.running()).isZero();
  }

  @Test
  void aRecordThatWasGivenUpBlocksItsKeyAndNoOther() {
    partition.offer("a", "a", "b");

    partition.work.finish(Partition.record(0, "a"), null);
    partition.finish(2);

    assertThat(partition.started).containsOnlyKeys(0L); // never taken off by finish(null)
    assertThat(partition.everStarted).containsExactly(0L, 2L);
    partition.commit();
    assertThat(partition.committed).isZero();
    partition.assertPublishedIsWhatIsCommitted();
  }

  @Test
  void aRecordThatIsDeliveredTwiceRunsOnce() {
    partition.offer("a");
    assertThatCode(() -> partition.work.offer(Partition.record(0, "a"))).doesNotThrowAnyException();
    partition.finish(0);
    partition.work.offer(Partition.record(0, "a"));

    assertThat(partition.everStarted).containsExactly(0L);
  }

  @Test
  void waitsForWhatRunsButNotLonger() throws Exception {
    partition.offer("a");
    assertThat(partition.work.awaitIdle(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10)))
        .isFalse();
    var waiting =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              try {
                return partition.work.awaitIdle(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
              } catch (InterruptedException e) {
                return false;
              }
            });
    partition.finish(0);
    assertThat(waiting.get()).isTrue();
  }
}
