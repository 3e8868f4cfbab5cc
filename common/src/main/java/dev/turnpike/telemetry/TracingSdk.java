package dev.turnpike.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Sets OpenTelemetry up as its own variables say, {@code OTEL_*}, with defaults for a service of
 * ours. Spans are sent by a thread of their own in batches, from a queue that has an end: what does
 * not fit is dropped and counted, and nobody ever waits.
 */
public final class TracingSdk {

  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
  private static final String OVER_HTTP = "http/protobuf";

  private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z]+)+");

  /** For the last batch of a service that stops: longer would keep it from stopping. */
  private static final int LAST_SECONDS = 2;

  /** They yield to whatever is set. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.traces.exporter",
          "otlp",
          "otel.metrics.exporter",
          "none",
          "otel.logs.exporter",
          "none",
          PROTOCOL,
          OVER_HTTP,
          // A process that is killed takes along what it has not sent.
          "otel.bsp.schedule.delay",
          "1000",
          "otel.attribute.value.length.limit",
          "16384");

  private TracingSdk() {}

  /**
   * What the SDK is told beside its own variables.
   *
   * @param service its name
   * @param environment where it is deployed
   * @param content whether what people and models say is told too
   */
  public record Terms(String service, String environment, boolean content) {}

  /**
   * {@link Tracing#OFF} without an endpoint.
   *
   * @param settings OpenTelemetry's properties, such as {@code otel.exporter.otlp.endpoint}
   * @throws IllegalArgumentException with a sentence for whoever starts the service
   */
  public static Tracing start(Map<String, String> settings, Terms terms, MeterRegistry meters) {
    if (!isOn(settings)) {
      return Tracing.OFF;
    }
    var protocol =
        settings.getOrDefault(TRACES_PROTOCOL, settings.getOrDefault(PROTOCOL, OVER_HTTP));
    if (!protocol.equals(OVER_HTTP)) {
      throw new IllegalArgumentException(
          "OTEL_EXPORTER_OTLP_PROTOCOL is \"%s\": traces are sent by http/protobuf, to port 4318 of most collectors; leave it out."
              .formatted(protocol));
    }
    OpenTelemetrySdk sdk;
    try {
      sdk = sdk(settings, terms, new ExportMeters(meters));
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(refusal(e)); // its message quotes values, such as keys
    }
    return new Tracing(
        sdk.getTracer("dev.turnpike"),
        terms.content(),
        () -> sdk.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS));
  }

  private static String refusal(ConfigurationException failure) {
    var named = PROPERTY.matcher(String.valueOf(failure.getMessage()));
    return named.find()
        ? "%s is not as OpenTelemetry wants it: look up how it is written, or leave it out."
            .formatted(named.group().toUpperCase(Locale.ROOT).replace('.', '_'))
        : "One of the OTEL_ variables is not as OpenTelemetry wants it: look up how they are written.";
  }

  private static boolean isOn(Map<String, String> settings) {
    return !(settings.getOrDefault(ENDPOINT, "").isBlank()
            && settings.getOrDefault(TRACES_ENDPOINT, "").isBlank())
        && !settings.getOrDefault("otel.sdk.disabled", "").equalsIgnoreCase("true")
        && !settings.getOrDefault("otel.traces.exporter", "otlp").equalsIgnoreCase("none");
  }

  private static OpenTelemetrySdk sdk(
      Map<String, String> settings, Terms terms, ExportMeters exported) {
    var defaults = new HashMap<>(DEFAULTS);
    defaults.put("otel.service.name", terms.service());
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> defaults)
        .addPropertiesCustomizer(_ -> settings)
        .addResourceCustomizer(
            (resource, _) ->
                Resource.create(
                        Attributes.builder()
                            .put("deployment.environment.name", terms.environment())
                            .build())
                    .merge(resource))
        .addSamplerCustomizer((sampler, _) -> new OwnDecision(sampler))
        .addMeterProviderCustomizer((builder, _) -> builder.registerMetricReader(exported))
        .build()
        .getOpenTelemetrySdk();
  }
}
