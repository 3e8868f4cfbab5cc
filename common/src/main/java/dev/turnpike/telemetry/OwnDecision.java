package dev.turnpike.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Decides about requests of strangers as if they began a trace: neither their sampled flag nor the
 * trace id that they chose, which the ratio is taken of, can make them recorded.
 */
final class OwnDecision implements Sampler {

  private static final ContextKey<Boolean> STRANGER = ContextKey.named("turnpike.stranger");

  private final Sampler sampler;

  OwnDecision(Sampler sampler) {
    this.sampler = sampler;
  }

  static Context about(Context parent) {
    return parent.with(STRANGER, true);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return parent.get(STRANGER) == null
        ? sampler.shouldSample(parent, traceId, name, kind, attributes, links)
        : sampler.shouldSample(
            Context.root(), IdGenerator.random().generateTraceId(), name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return sampler.getDescription();
  }
}
