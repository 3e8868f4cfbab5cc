package dev.turnpike.bench.ramp;

import dev.turnpike.bench.load.Arrivals;
import dev.turnpike.bench.load.OpenBlock;
import dev.turnpike.bench.load.OpenLoop;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures one rate: blocks of Turnpike and of the model by turns. Both blocks of a pair have the
 * same arrivals, to the nanosecond.
 */
final class StepMeasure {
  /** Between blocks, so that what a turn leaves to do is counted with the turn. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final RampSettings settings;
  private final OpenLoop loop;
  private final Target turnpike;
  private final Target model;
  private final Meter meter;
  private final Duration answer;
  private long blocks;

  /**
   * @param answer how long the model itself takes for one
   */
  StepMeasure(
      RampSettings settings,
      OpenLoop loop,
      Target turnpike,
      Target model,
      Meter meter,
      Duration answer) {
    this.settings = settings;
    this.loop = loop;
    this.turnpike = turnpike;
    this.model = model;
    this.meter = meter;
    this.answer = answer;
  }

  StepResult step(double rate, int attempt) throws IOException, InterruptedException {
    Side ours = side();
    Side direct = side();
    Usage usage = Usage.NONE;
    for (int pair = 0; pair < settings.pairs(); pair++) {
      Arrivals arrivals = new Arrivals(rate, settings.seed() + blocks++);
      usage = usage.plus(half(ours, turnpike, arrivals));
      var _ = half(direct, model, arrivals);
    }
    SideFigures figures = ours.figures();
    SideFigures directFigures = direct.figures();
    return new StepResult(
        rate,
        attempt,
        figures,
        directFigures,
        figures.firstToken().minus(directFigures.firstToken()),
        processors(usage),
        Rounded.to(2, usage.otherProcessors()));
  }

  /** One block of Turnpike alone, as long as a whole step. */
  Overload overload(double rate) throws IOException, InterruptedException {
    Side side = side();
    Duration length = Duration.ofSeconds(settings.stepSeconds());
    Usage usage = run(side, turnpike, new Arrivals(rate, settings.seed() + blocks++), length);
    return new Overload(rate, length.toSeconds(), side.figures(), processors(usage));
  }

  private Usage half(Side side, Target target, Arrivals arrivals)
      throws IOException, InterruptedException {
    return run(side, target, arrivals, settings.block());
  }

  private Usage run(Side side, Target target, Arrivals arrivals, Duration length)
      throws IOException, InterruptedException {
    Reading before = meter.read();
    OpenBlock block = loop.run(target, seats(arrivals.perSecond()), arrivals, length);
    Thread.sleep(PAUSE);
    side.add(block);
    return meter.read().since(before);
  }

  private Side side() {
    return new Side(answer.plusMillis((long) settings.addedMillis()));
  }

  /** As many as are busy on average (Little's law), half as many again, and some. */
  private int seats(double rate) {
    return (int) Math.ceil(1.5 * rate * answer.toMillis() / 1000) + 10;
  }

  private static Map<String, Double> processors(Usage usage) {
    Map<String, Double> processors = new TreeMap<>();
    usage
        .cpuMillis()
        .forEach(
            (group, millis) ->
                processors.put(
                    group, usage.millis() == 0 ? 0 : Rounded.to(2, 1.0 * millis / usage.millis())));
    return processors;
  }
}
