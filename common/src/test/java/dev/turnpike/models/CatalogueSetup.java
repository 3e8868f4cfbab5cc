package dev.turnpike.models;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A catalogue for a test: properties as they are written, a clock, and pauses that only count. */
final class CatalogueSetup {

  private final Map<String, String> properties = new TreeMap<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final List<Duration> pauses = new ArrayList<>();
  private Clock clock = Clock.systemUTC();

  /** The default model is {@code one}. */
  static CatalogueSetup at(URI provider) {
    return new CatalogueSetup().with("base-url", provider.toString()).with("default-model", "one");
  }

  /** Models of these names, in a ring of that order. */
  CatalogueSetup ring(String... names) {
    for (String name : names) {
      with("catalogue." + name + ".model", name);
    }
    return with("ring", String.join(",", names));
  }

  /** A property below {@code turnpike.models}. */
  CatalogueSetup with(String property, String value) {
    properties.put("turnpike.models." + property, value);
    return this;
  }

  CatalogueSetup clock(Clock other) {
    clock = other;
    return this;
  }

  ModelProperties properties() {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("turnpike.models", ModelProperties.class)
        .get();
  }

  Models models() {
    return new Models(properties(), meters, clock, pauses::add);
  }

  MeterRegistry meters() {
    return meters;
  }

  /** Between the calls, as they were asked for; none was waited for. */
  List<Duration> pauses() {
    return pauses;
  }
}
