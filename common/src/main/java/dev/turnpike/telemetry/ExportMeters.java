package dev.turnpike.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.function.Predicate;

/**
 * What became of the spans, as OpenTelemetry's own machinery counts it, told by our metrics: those
 * that found no room, and those that a collector took or did not.
 */
final class ExportMeters implements MetricReader {

  private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");
  private static final AttributeKey<Boolean> SUCCESS = AttributeKey.booleanKey("success");

  private volatile CollectionRegistration counted = CollectionRegistration.noop();

  ExportMeters(MeterRegistry meters) {
    count(meters, "dropped", "processedSpans", point -> is(point, DROPPED, true));
    count(meters, "exported", "otlp.exporter.exported", point -> is(point, SUCCESS, true));
    count(meters, "failed", "otlp.exporter.exported", point -> is(point, SUCCESS, false));
  }

  private void count(
      MeterRegistry meters, String outcome, String metric, Predicate<LongPointData> chosen) {
    FunctionCounter.builder("turnpike.traces.spans", this, self -> self.sum(metric, chosen))
        .description("Recorded spans by what became of them")
        .tag("outcome", outcome)
        .register(meters);
  }

  private double sum(String metric, Predicate<LongPointData> chosen) {
    return counted.collectAllMetrics().stream()
        .filter(data -> data.getName().equals(metric))
        .map(MetricData::getLongSumData)
        .flatMap(data -> data.getPoints().stream())
        .filter(chosen)
        .mapToDouble(LongPointData::getValue)
        .sum();
  }

  private static boolean is(LongPointData point, AttributeKey<Boolean> key, boolean value) {
    return Boolean.valueOf(value).equals(point.getAttributes().get(key));
  }

  @Override
  public void register(CollectionRegistration registration) {
    counted = registration;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
