package dev.turnpike.chaos.report;

import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import dev.turnpike.chaos.audit.Resumptions.Resumption;
import dev.turnpike.chaos.audit.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The course of a run as a picture: the load, the resume times, and what was done meanwhile. */
final class ChaosPicture {
  private static final Axis SECONDS = Axis.linear("seconds of load");
  private static final double LIMIT_SECONDS = 5;

  private ChaosPicture() {}

  static String svg(ChaosResult result, List<Resumption> resumptions) {
    Course course = result.course();
    LinePlot load =
        LinePlot.of(
                "Turns under way",
                "accepted and not ended, by the log",
                SECONDS,
                Axis.linear("turns"))
            .line("under way", points(course.inFlight(), 1));
    LinePlot ended =
        LinePlot.of(
                "Turns that ended", "over 5 seconds each", SECONDS, Axis.linear("turns per second"))
            .line("ended", points(course.endedPerSecond(), Course.BIN_SECONDS));
    LinePlot resumed =
        LinePlot.of(
                "Broken connections",
                "how long a client was without what was there for it",
                SECONDS,
                Axis.linear("seconds"))
            .dots("in time to be judged", dots(resumptions, course.from(), false))
            .dots("while nobody could help", dots(resumptions, course.from(), true))
            .limit("p99 must be below", LIMIT_SECONDS);
    marks(load, result.troubles(), course.from());
    return LinePlot.stacked(
        "Chaos, seed %d: %s"
            .formatted(result.seed(), result.passed() ? "all guarantees kept" : "FAILED"),
        "A simulated model gave the answers. Numbers mark the beginnings of disturbances.",
        List.of(load, ended, resumed));
  }

  private static void marks(LinePlot plot, List<Trouble> troubles, Instant from) {
    troubles.forEach(
        trouble ->
            plot.mark(
                Timeline.seconds(from, trouble.from()),
                "%s until %.0f s".formatted(trouble, Timeline.seconds(from, trouble.until()))));
  }

  private static List<Point> points(List<? extends Number> values, int step) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(new Point((double) i * step, values.get(i).doubleValue()));
    }
    return points;
  }

  private static List<Point> dots(List<Resumption> all, Instant from, boolean outage) {
    return all.stream()
        .filter(each -> each.outage() == outage)
        .map(each -> new Point(Timeline.seconds(from, each.at()), each.due().toMillis() / 1000.0))
        .toList();
  }
}
