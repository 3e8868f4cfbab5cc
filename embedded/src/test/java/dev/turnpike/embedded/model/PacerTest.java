package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacerTest {
  private final Pacer pacer = Pacer.start();

  @AfterEach
  void stop() {
    pacer.close();
  }

  @Test
  void tasksRunInTheOrderTheyAreDueAndNeverEarly() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Long> ran = new CopyOnWriteArrayList<>();
    List<Long> early = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(500);
    long now = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      long due = now + Duration.ofMillis(100 + random.nextInt(200)).toNanos();
      pacer.at(
          due,
          () -> {
            ran.add(due);
            if (System.nanoTime() - due < 0) {
              early.add(due);
            }
            all.countDown();
          });
    }

    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isSorted();
    assertThat(early).isEmpty();
  }

  @Test
  void anEarlierTaskWakesIt() throws Exception {
    CountDownLatch soon = new CountDownLatch(1);
    pacer.at(System.nanoTime() + Duration.ofHours(1).toNanos(), () -> {});
    pacer.at(System.nanoTime(), soon::countDown);

    assertThat(soon.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskThatFailsStopsNoOther() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    pacer.at(
        System.nanoTime(),
        () -> {
          throw new IllegalStateException("as the test wants");
        });
    pacer.at(System.nanoTime() + 1, next::countDown);

    assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
