package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks every schedule of a few calls to {@link PartitionWork}: by the poll thread, by the commit
 * thread, and by the records' own threads.
 *
 * <p>Its calls exclude each other (see {@link PartitionWorkThreadsTest}), so a schedule is an order
 * of calls. All orders are enumerated: a run follows a prefix of choices, then always the first
 * one; the next run takes the next choice at the last place that has one left.
 */
class PartitionWorkSchedulesTest {

  /** Follows one path of choices and finds the next. */
  private static final class Path {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> width = new ArrayList<>();
    private int depth;

    int choose(int alternatives) {
      if (depth == taken.size()) {
        taken.add(0);
        width.add(alternatives);
      }
      return taken.get(depth++);
    }

    /** False when all paths were taken. */
    boolean next() {
      depth = 0;
      while (!taken.isEmpty() && taken.getLast() + 1 == width.getLast()) {
        taken.removeLast();
        width.removeLast();
      }
      return !taken.isEmpty() && taken.set(taken.size() - 1, taken.getLast() + 1) >= 0;
    }

    @Override
    public String toString() {
      return "schedule " + taken;
    }
  }

  /** One run: threads with calls to make, and the records that may finish at any time. */
  private static final class Run {
    final Partition partition = new Partition();
    final Deque<Consumer<Run>> poll = new ArrayDeque<>();
    final Deque<Consumer<Run>> commit = new ArrayDeque<>();
    PartitionWork.@Nullable Snapshot snapshot;
    int startedWhenRevoked = -1;

    void offer(String key) {
      poll.add(run -> run.partition.offer(key));
    }

    void revoke() {
      poll.add(
          run -> {
            run.partition.work.revoke();
            run.startedWhenRevoked = run.partition.everStarted.size();
          });
    }

    /** A transaction: other threads may do anything between its begin and its end. */
    void transaction(boolean aborted) {
      commit.add(run -> run.snapshot = run.partition.work.snapshot());
      commit.add(
          run -> {
            if (run.snapshot != null && aborted) {
              run.partition.work.restore(run.snapshot);
            } else {
              run.partition.write(run.snapshot);
            }
            run.partition.assertPublishedIsWhatIsCommitted();
          });
    }

    void follow(Path path) {
      while (true) {
        List<Runnable> enabled = new ArrayList<>();
        for (var thread : List.of(poll, commit)) {
          if (!thread.isEmpty()) {
            enabled.add(() -> thread.remove().accept(this));
          }
        }
        for (long offset : List.copyOf(partition.started.keySet())) {
          enabled.add(() -> partition.finish(offset));
        }
        if (enabled.isEmpty()) {
          return;
        }
        enabled.get(path.choose(enabled.size())).run();
      }
    }
  }

  /** Returns how many schedules there are. */
  private static int forEachSchedule(Consumer<Run> script, Consumer<Run> check) {
    var path = new Path();
    int schedules = 0;
    do {
      var run = new Run();
      script.accept(run);
      try {
        run.follow(path);
        check.accept(run);
      } catch (AssertionError e) {
        throw new AssertionError(path.toString(), e);
      }
      schedules++;
    } while (path.next());
    return schedules;
  }

  @Test
  void everyRecordIsCommittedOnceThoughACommitIsAborted() {
    int schedules =
        forEachSchedule(
            run -> {
              run.offer("a");
              run.offer("a");
              run.offer("b");
              run.transaction(true);
              run.transaction(false);
            },
            run -> {
              run.partition.commit();
              run.partition.assertPublishedIsWhatIsCommitted();
              assertThat(run.partition.committed).isEqualTo(3);
              assertThat(run.partition.published).containsSubsequence(0L, 1L);
              assertThat(run.partition.work.uncommitted()).isZero();
              assertThat(run.partition.work.running()).isZero();
            });
    assertThat(schedules).isGreaterThan(1_000);
  }

  @Test
  void afterARevocationNothingStartsAndNothingMoreIsSnapshotted() {
    int schedules =
        forEachSchedule(
            run -> {
              run.offer("a");
              run.offer("a");
              run.offer("b");
              run.revoke();
              run.transaction(true);
              run.transaction(false);
            },
            run -> {
              run.partition.assertPublishedIsWhatIsCommitted();
              assertThat(run.partition.everStarted).hasSize(run.startedWhenRevoked);
              assertThat(run.partition.work.snapshot()).isNull();
              assertThat(run.partition.work.uncommitted()).isZero();
              assertThat(run.partition.work.running()).isZero();
            });
    assertThat(schedules).isGreaterThan(1_000);
  }

  @Test
  void aFenceThatClosesAtAnyTimeDelaysRecordsAndLosesNone() {
    forEachSchedule(
        run -> {
          run.offer("a");
          run.offer("a");
          run.offer("b");
          run.commit.add(r -> r.partition.open = false);
          run.commit.add(r -> r.partition.work.startStalled());
          run.commit.add(r -> r.partition.open = true);
          run.commit.add(r -> {});
        },
        run -> {
          run.partition.work.startStalled();
          while (!run.partition.started.isEmpty()) {
            run.partition.finish(run.partition.started.keySet().iterator().next());
          }
          run.partition.commit();
          assertThat(run.partition.published)
              .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 3).boxed().toList());
        });
  }
}
