package dev.turnpike.stress;

import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Rounded;

/** Durations in milliseconds. */
record Times(long count, double average, double p50, double p95, double p99, double max) {

  static Times of(Distribution distribution) {
    Quantiles quantiles = distribution.quantiles();
    return new Times(
        quantiles.count(),
        Rounded.to(1, quantiles.mean()),
        Rounded.to(1, quantiles.p50()),
        Rounded.to(1, distribution.quantile(0.95)),
        Rounded.to(1, quantiles.p99()),
        Rounded.to(1, quantiles.max()));
  }
}
