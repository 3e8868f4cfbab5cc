package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Its thread: when it tells what. */
class CountExchangeTest {
  private static final Map<LimitClass, Policy> POLICIES =
      Map.of(
          LimitClass.CHAT, Cluster.policy(LimitClass.CHAT, "9/1m"),
          LimitClass.LOGIN, Cluster.policy(LimitClass.LOGIN, "9/1m"));
  private static final Subject ADDRESS = new Subject("a:192.0.2.1", false, "from one address");

  private final Counters counters = new Counters(POLICIES, 100, Clock.systemUTC());
  private final Told told = new Told();

  @Test
  void tellsWhatIsUrgentAtOnceAndTheRestWithItOrAtTheEnd() throws InterruptedException {
    CountExchange exchange = exchange(counters, Duration.ofHours(1));
    exchange.start();
    counters.take(LimitClass.CHAT, ADDRESS);
    counters.take(LimitClass.LOGIN, ADDRESS);
    assertThat(told.next()).contains("login/60/a:192.0.2.1");

    counters.take(LimitClass.CHAT, ADDRESS);
    assertThat(told.batches).isEmpty();
    exchange.stop();
    assertThat(told.next()).contains("chat/60/a:192.0.2.1");
  }

  @Test
  void tellsTheRestAfterAWhile() throws InterruptedException {
    CountExchange exchange = exchange(counters, Duration.ofMillis(20));
    exchange.start();
    counters.take(LimitClass.CHAT, ADDRESS);
    assertThat(told.next()).contains("chat/60/a:192.0.2.1");
    exchange.stop();
  }

  @Test
  void goesOnWhateverFails() throws InterruptedException {
    told.bugs.set(2);
    CountExchange exchange = exchange(counters, Duration.ofMillis(20));
    exchange.start();
    counters.take(LimitClass.CHAT, ADDRESS);
    assertThat(told.next()).contains("chat/60/a:192.0.2.1");
    exchange.stop();
  }

  @Test
  void restsWhenNothingIsLimited() {
    Counters none = new Counters(Map.of(), 100, Clock.systemUTC());
    assertThat(exchange(none, Duration.ofMillis(20)).isAutoStartup()).isFalse();
    assertThat(exchange(counters, Duration.ofMillis(20)).isAutoStartup()).isTrue();
  }

  private CountExchange exchange(Counters node, Duration interval) {
    RateMeters meters = new RateMeters(new SimpleMeterRegistry(), node);
    return new CountExchange(node, told, interval, Clock.systemUTC(), meters);
  }

  private static final class Told implements CountTable {
    final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
    final AtomicInteger bugs = new AtomicInteger();

    @Override
    public Map<Place, Long> add(List<Change> changes) {
      if (bugs.getAndDecrement() > 0) {
        throw new IllegalStateException("nobody thought of this");
      }
      batches.add(
          changes.stream()
              .filter(change -> change.added() > 0)
              .map(change -> change.place().bucket())
              .toList());
      return Map.of();
    }

    @Override
    public int deleteExpired(long now, int limit) {
      return 0;
    }

    List<String> next() throws InterruptedException {
      List<String> batch = batches.poll(10, TimeUnit.SECONDS);
      return batch == null ? List.of() : batch;
    }
  }
}
