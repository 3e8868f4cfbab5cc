package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All series that an expression may name, with their labels: exposed, recorded, Prometheus' own.
 */
final class KnownSeries {

  private final Map<String, Set<String>> labels = new TreeMap<>(MetricsPage.series());

  KnownSeries() {
    Set<String> ofTargets = Set.of("job", "instance");
    labels.put("up", ofTargets);
    labels.put("ALERTS", Set.of("alertname", "alertstate", "severity"));
    for (var rule : Rules.read().recorded()) {
      requireKnown(rule.series(), rule.expr());
      labels.put(rule.series(), Promql.labels(rule.expr()));
    }
  }

  void requireKnown(String who, String expression) {
    Set<String> series = Promql.series(expression);
    assertThat(series).as("%s: the series of %s", who, expression).isNotEmpty();
    assertThat(labels.keySet()).as("%s: %s", who, expression).containsAll(series);
    Set<String> known = new TreeSet<>(Set.of("le"));
    series.forEach(each -> known.addAll(labels.getOrDefault(each, Set.of())));
    assertThat(known)
        .as("%s: the labels of %s", who, expression)
        .containsAll(Promql.labels(expression));
  }
}
