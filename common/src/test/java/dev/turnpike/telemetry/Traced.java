package dev.turnpike.telemetry;

import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.traces.SentSpan;
import dev.turnpike.testing.traces.TraceCollector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service's tracing with a collector in this process. */
record Traced(TraceCollector collector, Tracing tracing, MeterRegistry meters)
    implements AutoCloseable {

  /**
   * @param settings of OpenTelemetry: names and values in turn
   */
  static Traced with(boolean content, String... settings) {
    var collector = TraceCollector.start();
    var meters = new SimpleMeterRegistry();
    Map<String, String> all = new HashMap<>();
    all.put("otel.exporter.otlp.endpoint", collector.endpoint());
    all.put("otel.bsp.schedule.delay", "20");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    var terms = new TracingSdk.Terms("tested", "test", content);
    return new Traced(collector, TracingSdk.start(all, terms, meters), meters);
  }

  List<SentSpan> spans(int count) {
    await().until(() -> collector.spans().size() >= count);
    return collector.spans();
  }

  SentSpan span(String name) {
    await().until(() -> collector.spans().stream().anyMatch(each -> each.name().equals(name)));
    return collector.spans().stream().filter(each -> each.name().equals(name)).findFirst().get();
  }

  double counted(String outcome) {
    return meters.get("turnpike.traces.spans").tag("outcome", outcome).functionCounter().count();
  }

  void awaitCounted(String outcome) {
    await().atMost(Duration.ofSeconds(20)).until(() -> counted(outcome) > 0);
  }

  @Override
  public void close() {
    collector.close();
    tracing.close();
  }
}
