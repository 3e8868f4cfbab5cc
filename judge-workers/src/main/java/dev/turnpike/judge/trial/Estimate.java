package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Bootstrap;
import dev.turnpike.judge.statistics.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure of some items, and where it would lie for others like them. */
record Estimate(double value, Interval interval) {

  static <T> Estimate of(List<T> items, ToDoubleFunction<List<T>> figure) {
    return new Estimate(figure.applyAsDouble(items), Bootstrap.interval(items, figure));
  }
}
