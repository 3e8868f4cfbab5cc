package dev.turnpike.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What must be so after a long run. Pools and caches fill at its beginning, so the last third is
 * compared with the middle one, by their medians: one odd reading decides nothing.
 */
final class SoakChecks {
  private static final double RESIDENT = 1.1;
  private static final double HANDLES = 1.05;
  private static final double FEW_HANDLES = 5;

  /** Every half hour it begins a segment of what it has seen: 4 files for each partition. */
  private static final String SEGMENTED = "turn-analytics";

  private static final double SEGMENT_FILES = 80;
  private static final double P50 = 1.25;
  private static final double P50_MILLIS = 2;
  private static final double P99 = 1.5;
  private static final double P99_MILLIS = 20;

  private final List<SoakReading> readings;

  /**
   * @param readings in the order of time, at least six
   */
  SoakChecks(List<SoakReading> readings) {
    this.readings = List.copyOf(readings);
  }

  /** Those of the processes and of the times. */
  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    trends().forEach(trend -> checks.add(trend.check()));
    for (String process : processes()) {
      checks.add(resident(process));
    }
    for (String process : processes()) {
      checks.add(handles(process, "threads", FEW_HANDLES, ProcessReading::threads));
      double few = process.startsWith(SEGMENTED) ? SEGMENT_FILES : FEW_HANDLES;
      checks.add(handles(process, "open files", few, ProcessReading::files));
    }
    checks.add(drift("p50", reading -> reading.added().p50(), P50, P50_MILLIS));
    checks.add(drift("p99", reading -> reading.added().p99(), P99, P99_MILLIS));
    return checks;
  }

  List<HeapTrend> trends() {
    List<SoakReading> second = readings.subList(readings.size() / 2, readings.size());
    return processes().stream()
        .filter(process -> of(process, readings.getLast()).liveHeapMegabytes() != null)
        .map(process -> HeapTrend.of(process, second))
        .toList();
  }

  /** Every turn was answered, and rightly. */
  static Check turns(String side, long turns, long refused, Map<String, Integer> failures) {
    long failed = failures.values().stream().mapToLong(Integer::longValue).sum();
    String reasons = failures.isEmpty() ? "" : " " + new TreeMap<>(failures);
    return new Check(
        "%s: no turn failed, none had a wrong text, none was refused".formatted(side),
        turns > 0 && failed == 0 && refused == 0,
        "%,d turns, %,d failed or wrong%s, %,d refused".formatted(turns, failed, reasons, refused));
  }

  /** No process ended or was started again. */
  static Check processes(List<String> ended) {
    return new Check(
        "every process lived from the beginning to the end",
        ended.isEmpty(),
        ended.isEmpty() ? "all did" : "did not: " + String.join(", ", ended));
  }

  private Check resident(String process) {
    return compare(
        "the resident memory of %s grows at most 10 %% from the middle third to the last"
            .formatted(process),
        reading -> of(process, reading).residentMegabytes(),
        middle -> middle * RESIDENT,
        "MB");
  }

  private Check handles(
      String process, String what, double few, ToDoubleFunction<ProcessReading> number) {
    return compare(
        "%s of %s grow at most by 5 %%, or by %.0f".formatted(what, process, few),
        reading -> number.applyAsDouble(of(process, reading)),
        middle -> Math.max(middle * HANDLES, middle + few),
        "");
  }

  private Check drift(
      String quantile, ToDoubleFunction<SoakReading> added, double ratio, double millis) {
    return compare(
        String.format(
            Locale.ROOT,
            "what is added to the first token at %s grows at most by %.0f %%, or by %.0f ms",
            quantile,
            100 * (ratio - 1),
            millis),
        added,
        middle -> Math.max(middle * ratio, middle + millis),
        "ms");
  }

  /** What is allowed in the last third, by what was in the middle one. */
  private interface Allowance {
    double most(double middle);
  }

  private Check compare(
      String claim, ToDoubleFunction<SoakReading> value, Allowance allowance, String unit) {
    int count = readings.size();
    double middle = median(readings.subList(count / 3, 2 * count / 3), value);
    double last = median(readings.subList(2 * count / 3, count), value);
    return new Check(
        claim,
        last <= allowance.most(middle),
        String.format(
                Locale.ROOT,
                "%.1f, then %.1f %s (most: %.1f)",
                middle,
                last,
                unit,
                allowance.most(middle))
            .replace("  ", " "));
  }

  private static double median(List<SoakReading> some, ToDoubleFunction<SoakReading> value) {
    double[] sorted = some.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private List<String> processes() {
    return List.copyOf(new TreeSet<>(readings.getFirst().processes().keySet()));
  }

  private static ProcessReading of(String process, SoakReading reading) {
    return Objects.requireNonNull(reading.processes().get(process));
  }
}
