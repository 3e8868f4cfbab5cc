package dev.turnpike.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A collector's trouble is the collector's: nobody waits for it, and nothing piles up. */
class CollectorOutageTest {

  private static final int SPANS = 20_000;
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  @Test
  void aSilentCollectorCostsSpansAndNoTime() {
    try (var traced = Traced.with(false, "otel.exporter.otlp.timeout", "300")) {
      traced.collector().fallSilent();
      assertThat(work(traced)).isLessThan(AT_MOST);

      // The queue has an end: what did not fit is gone, and said to be.
      assertThat(traced.counted("dropped")).isGreaterThan(SPANS / 2.0);
      traced.awaitCounted("failed");
    }
  }

  @Test
  void aCollectorThatRefusesIsCounted() {
    try (var traced = Traced.with(false)) {
      traced.collector().refuse(400);
      assertThat(work(traced)).isLessThan(AT_MOST);
      traced.awaitCounted("failed");
      assertThat(traced.collector().spans()).isEmpty();
    }
  }

  @Test
  void aCollectorThatIsAwayIsCounted() {
    var traced = Traced.with(false);
    traced.collector().close();
    assertThat(work(traced)).isLessThan(AT_MOST);
    traced.tracing().close();
  }

  @Test
  void whatIsTakenIsCountedToo() {
    try (var traced = Traced.with(false)) {
      traced.tracing().begin("root", SpanKind.INTERNAL, null).close();
      await().until(() -> traced.counted("exported") == 1);
      assertThat(traced.counted("dropped")).isZero();
      assertThat(traced.counted("failed")).isZero();
    }
  }

  private static Duration work(Traced traced) {
    long begin = System.nanoTime();
    for (int i = 0; i < SPANS; i++) {
      traced.tracing().begin("root", SpanKind.INTERNAL, null).close();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
