package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HashingPoolTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger lookups = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private HashingPool pool = pool(Runnable::run);

  @AfterEach
  void close() {
    gate.countDown();
    pool.close();
  }

  @Test
  void whoFindsNoPlaceIsRefusedBeforeAnythingIsDoneForThem() {
    for (int i = 0; i < 4; i++) {
      var _ = held();
    }
    assertThat(lookups).hasValue(4);
    assertThatThrownBy(this::held)
        .asInstanceOf(throwable(Problem.class))
        .satisfies(
            problem -> {
              assertThat(problem.status().value()).isEqualTo(503);
              assertThat(problem.code()).isEqualTo("busy");
            });
    assertThat(lookups).hasValue(4);
    assertThat(meters.get("turnpike.passwords.refused").counter().count()).isEqualTo(1);
    assertThat(meters.get("turnpike.passwords.waiting").gauge().value()).isEqualTo(4);
  }

  @Test
  void aPlaceIsFreeAgainHoweverItsHashEnded() {
    gate.countDown();
    for (int i = 0; i < 20; i++) {
      pool.run(() -> "", _ -> "").join();
      assertThat(pool.run(() -> "", _ -> fail()).handle((_, e) -> e != null).join()).isTrue();
      assertThat(pool.run(HashingPoolTest::fail, _ -> "").handle((_, e) -> e != null).join())
          .isTrue();
    }
    await()
        .untilAsserted(
            () -> assertThat(meters.get("turnpike.passwords.waiting").gauge().value()).isZero());
    assertThat(meters.get("turnpike.passwords.hash").timer().count()).isEqualTo(40);
  }

  @Test
  void aPlaceIsFreeAgainWhenTheLookUpFindsNoThread() {
    pool.close();
    pool =
        new HashingPool(
            new PasswordProperties(4, 1, 3, 0),
            _ -> {
              throw new RejectedExecutionException("full");
            },
            new ReturnTimes(System::nanoTime),
            new HashingMetrics(new SimpleMeterRegistry()));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(this::held).isInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void lookUpsNeverRunOnTheHashingThreads() {
    gate.countDown();
    String caller = Thread.currentThread().getName();
    String names =
        pool.run(
                () -> Thread.currentThread().getName(),
                found -> found + " " + Thread.currentThread().getName())
            .join();
    assertThat(names).startsWith(caller + " passwords-");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theThreadsStandBack() {
    gate.countDown();
    assertThat(pool.run(() -> "", _ -> niceness()).join()).isEqualTo(7);
    assertThat(niceness()).isNotEqualTo(7);
  }

  private CompletableFuture<String> held() {
    return pool.run(
        () -> {
          lookups.incrementAndGet();
          return "";
        },
        _ -> {
          try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return "";
        });
  }

  private HashingPool pool(Executor blocking) {
    return new HashingPool(
        new PasswordProperties(4, 1, 3, 7),
        blocking,
        new ReturnTimes(System::nanoTime),
        new HashingMetrics(meters));
  }

  private static String fail() {
    throw new IllegalStateException("no");
  }

  /** Of this thread, as the kernel sees it. */
  private static int niceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
