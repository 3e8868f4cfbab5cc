package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlTest {

  private static final String EXPRESSION =
      "sum by (model, kind) (rate(tokens_total{instance=~\"$instance\", kind!=\"input\"}[5m])) * 3600"
          + " > on (model) group:limit:max offset 15m";

  @Test
  void seriesAreNeitherFunctionsNorLabelsNorUnits() {
    assertThat(Promql.series(EXPRESSION)).containsExactly("group:limit:max", "tokens_total");
  }

  @Test
  void labelsAreThoseComparedAndGroupedBy() {
    assertThat(Promql.labels(EXPRESSION)).containsExactly("instance", "kind", "model");
  }
}
