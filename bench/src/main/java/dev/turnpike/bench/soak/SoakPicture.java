package dev.turnpike.bench.soak;

import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import dev.turnpike.bench.stats.TheilSen;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A soak as a picture, everything over time. */
final class SoakPicture {
  private static final double MINUTES = 60;

  private final SoakResult result;

  private SoakPicture(SoakResult result) {
    this.result = result;
  }

  static String svg(SoakResult result) {
    SoakPicture picture = new SoakPicture(result);
    return LinePlot.stacked(
        "The same load for %s minutes".formatted(result.settings().minutes()),
        "%s, commit %s, %s × %d; %s chats a second, %s"
            .formatted(
                result.startedAt().toString().substring(0, 10),
                result.checkout().shortCommit(),
                result.machine().processor(),
                result.machine().processors(),
                result.settings().rate(),
                result.settings().model()),
        List.of(
            picture.heaps(),
            picture.each("Resident memory", "MB", ProcessReading::residentMegabytes),
            picture.times(),
            picture.each("Threads", "threads", ProcessReading::threads),
            picture.each("Open files and sockets", "files", ProcessReading::files)));
  }

  private LinePlot heaps() {
    LinePlot plot = plot("Live heap", "after a collection of all garbage; dashed: the trend", "MB");
    double from = result.readings().get(result.readings().size() / 2).minutes();
    double to = result.readings().getLast().minutes();
    for (HeapTrend trend : result.trends()) {
      plot.line(trend.process(), points(reading -> HeapTrend.heap(trend.process(), reading)));
      TheilSen line = trend.line();
      plot.dashed(
          String.format(Locale.ROOT, "%+.1f MB/h", line.slope()),
          List.of(new Point(from, line.at(from / MINUTES)), new Point(to, line.at(to / MINUTES))));
    }
    return plot;
  }

  private LinePlot times() {
    return plot("Time to first token that Turnpike adds", "less the model alone", "ms")
        .line("p50", points(reading -> reading.added().p50()))
        .line("p99", points(reading -> reading.added().p99()));
  }

  private LinePlot each(String title, String unit, ToDoubleFunction<ProcessReading> value) {
    LinePlot plot = plot(title, "", unit);
    for (String process :
        result.readings().getFirst().processes().keySet().stream().sorted().toList()) {
      plot.line(
          process,
          points(
              reading ->
                  value.applyAsDouble(Objects.requireNonNull(reading.processes().get(process)))));
    }
    return plot;
  }

  private static LinePlot plot(String title, String note, String unit) {
    return LinePlot.of(title, note, Axis.linear("minutes"), Axis.linear(unit));
  }

  private List<Point> points(ToDoubleFunction<SoakReading> value) {
    return result.readings().stream()
        .map(reading -> new Point(reading.minutes(), value.applyAsDouble(reading)))
        .toList();
  }
}
