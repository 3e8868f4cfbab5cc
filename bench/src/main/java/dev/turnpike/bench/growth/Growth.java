package dev.turnpike.bench.growth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one dimension's samples grow.
 *
 * @param laws that fit best, for each metric that every sample has
 */
record Growth(Dimension dimension, List<Sample> samples, Map<Metric, Law> laws) {

  Growth {
    samples = List.copyOf(samples);
    laws = Map.copyOf(laws);
  }

  static Growth of(Dimension dimension, List<Sample> samples) {
    Map<Metric, Law> laws = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (samples.stream().allMatch(sample -> sample.values().containsKey(metric))) {
        laws.put(metric, Law.of(points(samples, metric)));
      }
    }
    return new Growth(dimension, samples, laws);
  }

  List<Law.Point> points(Metric metric) {
    return points(samples, metric);
  }

  private static List<Law.Point> points(List<Sample> samples, Metric metric) {
    return samples.stream()
        .map(sample -> new Law.Point(sample.size(), sample.values().getOrDefault(metric, 0.0)))
        .toList();
  }

  /** A sentence for each metric, in the metrics' order. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      Law law = laws.get(metric);
      if (law != null) {
        sentences.add(Words.of(dimension, metric, law, points(metric)));
      }
    }
    return sentences;
  }
}
