package dev.turnpike.stress;

import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import java.util.List;

/** A run as a picture: users through each step over time, and how long chats took. */
final class StressPicture {
  private StressPicture() {}

  static String svg(StressResult result) {
    StressResult.Figures figures = result.figures();
    return LinePlot.stacked(
        "Stress: %d users at once".formatted(result.settings().users()),
        "%s, commit %s, simulated model %s"
            .formatted(result.system(), result.checkout().shortCommit(), result.settings().model()),
        List.of(
            storm(figures),
            chats("Chats one by one", figures.carried()),
            chats("All chats in the same moment", figures.together())));
  }

  private static LinePlot storm(StressResult.Figures figures) {
    LinePlot plot =
        LinePlot.of(
            "Users through each step",
            "Registering and logging in wait for password hashes.",
            Axis.linear("seconds since all began"),
            Axis.linear("users"));
    figures
        .storm()
        .forEach(
            (step, counts) ->
                plot.line(
                    step.inWords(),
                    counts.curve().stream()
                        .map(point -> new Point(point.seconds(), point.count()))
                        .toList()));
    return plot;
  }

  private static LinePlot chats(String title, StressResult.Sides sides) {
    return LinePlot.of(
            title,
            "How long which part of the chats took at most, from when they should begin.",
            Axis.linear("percent of the chats"),
            Axis.linear("milliseconds"))
        .line("Turnpike", points(sides.turnpike()))
        .line("the model directly", points(sides.model()));
  }

  private static List<Point> points(Side side) {
    return side.distribution().stream()
        .map(point -> new Point(100 * point.part(), point.millis()))
        .toList();
  }
}
