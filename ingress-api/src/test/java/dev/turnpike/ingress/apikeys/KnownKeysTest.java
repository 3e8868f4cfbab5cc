package dev.turnpike.ingress.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.usage.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class KnownKeysTest {
  private static final Digest DIGEST = KeyText.random(new Random(1)).digest();
  private static final ApiKey KEY =
      new ApiKey("k", "u", "n", "tp-12345", Instant.EPOCH, null, null, Budget.NONE);

  private final FakeTable table = new FakeTable();
  private final AtomicLong nanos = new AtomicLong();
  private final KnownKeys known = new KnownKeys(table, () -> {}, nanos::get);

  private static final class FakeTable implements KnownKeys.Table {
    private final Map<Digest, ApiKey> keys = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private @Nullable CountDownLatch held;
    private boolean away;

    @Override
    public Optional<ApiKey> find(Digest digest) {
      looks.incrementAndGet();
      if (away) {
        throw new QueryTimeoutException("away");
      }
      if (held != null) {
        try {
          held.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return Optional.ofNullable(keys.get(digest));
    }

    @Override
    public Optional<ApiKey> find(String id) {
      looks.incrementAndGet();
      return keys.values().stream().filter(key -> key.id().equals(id)).findFirst();
    }
  }

  @Test
  void asksForAKeyOnceInAWhile() {
    table.keys.put(DIGEST, KEY);
    for (int i = 0; i < 5; i++) {
      assertThat(known.find(DIGEST)).contains(KEY);
      assertThat(known.find("k")).contains(KEY);
    }
    assertThat(table.looks).hasValue(1);

    nanos.addAndGet(KnownKeys.REMEMBERED.plusSeconds(1).toNanos());
    assertThat(known.find(DIGEST)).contains(KEY);
    assertThat(table.looks).hasValue(2);
  }

  /** So that one that was made on another node since is soon known. */
  @Test
  void remembersForLessLongThatAKeyIsUnknown() {
    assertThat(known.find(DIGEST)).isEmpty();
    assertThat(known.find(DIGEST)).isEmpty();
    assertThat(table.looks).hasValue(1);

    table.keys.put(DIGEST, KEY);
    nanos.addAndGet(KnownKeys.UNKNOWN_REMEMBERED.plusSeconds(1).toNanos());
    assertThat(known.find(DIGEST)).contains(KEY);
  }

  @Test
  void forgetsWhatWasRevoked() {
    table.keys.put(DIGEST, KEY);
    assertThat(known.find(DIGEST)).isPresent();
    table.keys.clear();
    known.forget("k");
    assertThat(known.find(DIGEST)).isEmpty();
    assertThat(known.find("k")).isEmpty();
  }

  @Test
  void anOutageIsNotAnUnknownKey() {
    table.away = true;
    assertThatThrownBy(() -> known.find(DIGEST))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status().value()).isEqualTo(503));
    table.away = false;
    table.keys.put(DIGEST, KEY);
    assertThat(known.find(DIGEST)).contains(KEY);
  }

  @Test
  void asksNobodyWhileTheDatabaseIsKnownToBeAway() {
    Problem away = Problem.unavailable("database_unavailable", "away");
    KnownKeys unable =
        new KnownKeys(
            table,
            () -> {
              throw away;
            },
            nanos::get);
    assertThatThrownBy(() -> unable.find(DIGEST)).isSameAs(away);
    assertThat(table.looks).hasValue(0);
  }

  @Test
  void whileAKeyIsInUseOneCallLooksAgainAndAnOutageTakesNothingAway() {
    table.keys.put(DIGEST, KEY);
    known.find(DIGEST);
    nanos.addAndGet(KnownKeys.FRESH.plusSeconds(1).toNanos());
    table.away = true;
    for (int i = 0; i < 3; i++) {
      assertThat(known.find(DIGEST)).contains(KEY);
    }
    assertThat(table.looks).as("one try").hasValue(2);

    table.away = false;
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(known.find(DIGEST)).contains(KEY);
    nanos.addAndGet(KnownKeys.FRESH.minusSeconds(1).toNanos());
    assertThat(known.find(DIGEST)).contains(KEY);
    assertThat(table.looks).hasValue(3);
  }

  @Test
  void nobodyWaitsForTheLookOfAnother() throws InterruptedException {
    table.held = new CountDownLatch(1);
    AtomicInteger refused = new AtomicInteger();
    int callers = 50;
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < KnownKeys.LOOK_UPS + callers; i++) {
      all.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      known.find(DIGEST);
                    } catch (Problem _) {
                      refused.incrementAndGet();
                    }
                  }));
    }
    await().atMost(Duration.ofSeconds(3)).until(() -> refused.get() == callers);
    table.held.countDown();
    for (Thread each : all) {
      assertThat(each.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void fewThreadsWaitForTheDatabaseAtOnce() throws InterruptedException {
    table.held = new CountDownLatch(1);
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < KnownKeys.LOOK_UPS; i++) {
      Digest digest = KeyText.random(new Random(100 + i)).digest();
      waiting.add(Thread.ofVirtual().start(() -> known.find(digest)));
    }
    await().until(() -> table.looks.get() == KnownKeys.LOOK_UPS);
    assertThatThrownBy(() -> known.find(DIGEST))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("busy"));
    table.held.countDown();
    for (Thread each : waiting) {
      assertThat(each.join(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(known.find(DIGEST)).isEmpty();
  }
}
