package dev.turnpike.bench.soak;

import dev.turnpike.bench.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Half an hour of readings as a test wants them; each function takes minutes. */
final class Readings {
  private DoubleUnaryOperator heap = minutes -> 50;
  private DoubleUnaryOperator resident = minutes -> 200;
  private DoubleUnaryOperator threads = minutes -> 60;
  private DoubleUnaryOperator files = minutes -> 300;
  private DoubleUnaryOperator p50 = minutes -> 8;
  private DoubleUnaryOperator p99 = minutes -> 30;

  Readings heap(DoubleUnaryOperator value) {
    heap = value;
    return this;
  }

  Readings resident(DoubleUnaryOperator value) {
    resident = value;
    return this;
  }

  Readings threads(DoubleUnaryOperator value) {
    threads = value;
    return this;
  }

  Readings files(DoubleUnaryOperator value) {
    files = value;
    return this;
  }

  Readings p50(DoubleUnaryOperator value) {
    p50 = value;
    return this;
  }

  Readings p99(DoubleUnaryOperator value) {
    p99 = value;
    return this;
  }

  List<SoakReading> readings() {
    List<SoakReading> readings = new ArrayList<>();
    for (int minute = 1; minute <= 30; minute++) {
      readings.add(reading(minute));
    }
    return readings;
  }

  private SoakReading reading(int minute) {
    ProcessReading ingress =
        new ProcessReading(
            resident.applyAsDouble(minute),
            heap.applyAsDouble(minute),
            Math.round(threads.applyAsDouble(minute)),
            Math.round(files.applyAsDouble(minute)));
    return new SoakReading(
        60.0 * minute,
        1200L * minute,
        Map.of("ingress", ingress, "database", new ProcessReading(100, null, 20, 400)),
        10 + minute,
        20 + minute,
        times(200 + p50.applyAsDouble(minute), 201 + p99.applyAsDouble(minute)),
        times(200, 201),
        0.3,
        0.05);
  }

  private static Quantiles times(double p50, double p99) {
    return new Quantiles(840, p50, p50, p50, p99, p99, p99);
  }
}
