package dev.turnpike.ingress.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final Instant THEN = Instant.parse("2026-11-24T03:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(THEN);
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };
  private final AtomicInteger reads = new AtomicInteger();

  private <T> Source<T> source(java.util.concurrent.Callable<T> reader) {
    return new Source<>("Kafka", reader, Duration.ofSeconds(1), Duration.ofMillis(200), clock);
  }

  @Test
  void isReadOnceInItsIntervalHoweverManyLook() throws Exception {
    Source<Integer> source = source(reads::incrementAndGet);
    for (int i = 0; i < 100; i++) {
      assertThat(source.read().value()).isEqualTo(1);
    }
    now.set(THEN.plusSeconds(1));
    assertThat(source.read().value()).isEqualTo(2);
    assertThat(source.read().asOf()).isEqualTo(THEN.plusSeconds(1));
  }

  @Test
  void whileItFailsTheLastValueStaysWithItsTimeAndWhatIsWrong() throws Exception {
    Source<Integer> source =
        source(
            () -> {
              if (reads.incrementAndGet() > 1) {
                throw new GroupAuthorizationException("agent-workers");
              }
              return 7;
            });
    assertThat(source.read().problem()).isNull();
    now.set(THEN.plusSeconds(60));

    Source.Reading<Integer> reading = source.read();

    assertThat(reading.value()).isEqualTo(7);
    assertThat(reading.asOf()).isEqualTo(THEN);
    assertThat(reading.problem()).contains("agent-workers", "./turnpike provision");
  }

  @Test
  void whatHangsIsSaidAndNotAskedASecondTime() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Source<Integer> source =
        source(
            () -> {
              reads.incrementAndGet();
              release.await();
              return 1;
            });
    assertThat(source.read().problem()).isEqualTo("Kafka has not answered for 0 s.");
    now.set(THEN.plusSeconds(30));
    assertThat(source.read().problem()).isEqualTo("Kafka has not answered for 30 s.");
    assertThat(reads).hasValue(1);
    release.countDown();
    await().until(() -> source.read().problem() == null);
  }
}
