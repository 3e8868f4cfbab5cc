package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Usage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsumptionTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void tokensAndCostAreSummedForEachKindOfQuestion() {
    var extract = new Consumption(meters, "extract");
    extract.add(usage(100, 20, 3_000_000L));
    extract.add(usage(50, 5, 1_000_000L));
    new Consumption(meters, "decide").add(usage(7, 1, null));

    assertThat(tokens("extract", "input")).isEqualTo(150);
    assertThat(tokens("extract", "output")).isEqualTo(25);
    assertThat(tokens("decide", "input")).isEqualTo(7);
    assertThat(meters.get("turnpike.memory.cost").tag("step", "extract").counter().count())
        .isEqualTo(0.004);
    assertThat(meters.get("turnpike.memory.cost").tag("step", "decide").counter().count())
        .as("no price, no cost")
        .isZero();
  }

  private double tokens(String step, String kind) {
    return meters.get("turnpike.memory.tokens").tags("step", step, "kind", kind).counter().count();
  }

  private static Usage usage(long input, long output, @Nullable Long cost) {
    return Usage.newBuilder()
        .setInputTokens(input)
        .setOutputTokens(output)
        .setCostNanoUsd(cost)
        .build();
  }
}
