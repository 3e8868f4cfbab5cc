package dev.turnpike.bench.ramp;

import dev.turnpike.bench.report.LinePlot;
import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A ramp as a picture: the first token above, answers per second below. */
final class RampPicture {
  private static final String RATE = "chats per second that arrived";

  private RampPicture() {}

  static String svg(RampResult result) {
    return LinePlot.stacked(
        "How many chats a second Turnpike carries",
        "%s, commit %s, %s × %d; %s"
            .formatted(
                result.startedAt().toString().substring(0, 10),
                result.checkout().shortCommit(),
                result.machine().processor(),
                result.machine().processors(),
                result.settings().model()),
        List.of(firstToken(result), answers(result)));
  }

  private static LinePlot firstToken(RampResult result) {
    LinePlot plot =
        LinePlot.of(
                "Time to first token",
                "from when the turn was due",
                Axis.logarithmic(RATE),
                Axis.logarithmic("ms"))
            .line("Turnpike p50", points(result, step -> step.turnpike().firstToken().p50()))
            .line("Turnpike p99", points(result, step -> step.turnpike().firstToken().p99()))
            .line("direct p50", points(result, step -> step.model().firstToken().p50()))
            .line("direct p99", points(result, step -> step.model().firstToken().p99()))
            .dashed(
                "p99 that still holds",
                points(
                    result,
                    step -> step.model().firstToken().p99() + result.bounds().addedMillis()));
    return marked(plot, result);
  }

  private static LinePlot answers(RampResult result) {
    LinePlot plot =
        LinePlot.of(
                "Right and whole answers in time",
                "",
                Axis.logarithmic(RATE),
                Axis.linear("per second"))
            .line("Turnpike", points(result, step -> step.turnpike().inTimePerSecond()))
            .line("direct", points(result, step -> step.model().inTimePerSecond()))
            .dashed("all that arrived", points(result, step -> step.turnpike().arrivedPerSecond()));
    return marked(plot, result);
  }

  private static LinePlot marked(LinePlot plot, RampResult result) {
    Knee knee = result.knee();
    return knee.found()
        ? plot.mark(
            knee.perSecond(),
            String.format(
                Locale.ROOT, "the knee: %.1f held, the next rate did not", knee.perSecond()))
        : plot;
  }

  private static List<Point> points(RampResult result, ToDoubleFunction<StepResult> value) {
    return result.steps().stream()
        .filter(step -> counts(step, result))
        .map(step -> new Point(step.turnpike().arrivedPerSecond(), value.applyAsDouble(step)))
        .toList();
  }

  /** Of a rate that was tried twice, the second try. */
  private static boolean counts(StepResult step, RampResult result) {
    return result.steps().stream()
        .noneMatch(other -> other.rate() == step.rate() && other.attempt() > step.attempt());
  }
}
