package dev.turnpike.bench.ramp;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.OpenLoop;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Climbs from rate to rate until Turnpike no longer keeps up, and a little further. */
final class Ramp {
  private static final int SEEDS = 8;
  private static final int USERS_TO_WARM_UP = 50;
  private static final Duration WARM_UP_BLOCK = Duration.ofSeconds(5);

  private final RampSettings settings;
  private final Target turnpike;
  private final ModelTarget model;
  private final Meter meter;
  private final Bounds bounds;
  private final Consumer<String> progress;

  Ramp(
      RampSettings settings,
      Target turnpike,
      ModelTarget model,
      Meter meter,
      Consumer<String> progress) {
    this.settings = settings;
    this.turnpike = turnpike;
    this.model = model;
    this.meter = meter;
    this.bounds = Bounds.of(settings);
    this.progress = progress;
  }

  /** What was measured. */
  record Climb(List<StepResult> steps, @Nullable Overload overload) {
    Climb {
      steps = List.copyOf(steps);
    }
  }

  Climb run() throws IOException, InterruptedException {
    List<Reference> references = Texts.read(settings.model(), SEEDS, settings.silence(), model);
    Duration answer = Texts.duration(settings.model(), references.getFirst().tokens());
    warmUp(references, answer);
    OpenLoop loop = new OpenLoop(references, settings.silence());
    StepMeasure measure = new StepMeasure(settings, loop, turnpike, model, meter, answer);
    List<StepResult> steps = climb(measure);
    double highest = Knee.of(steps, bounds).perSecond();
    if (settings.overload() == 0 || highest == 0) {
      return new Climb(steps, null);
    }
    double rate = settings.overload() * highest;
    progress.accept(String.format(Locale.ROOT, "  %.1f/s, which is far too much …", rate));
    Overload overload = measure.overload(rate);
    progress.accept("  " + RampPage.inWords(overload));
    return new Climb(steps, overload);
  }

  private List<StepResult> climb(StepMeasure measure) throws IOException, InterruptedException {
    List<StepResult> steps = new ArrayList<>();
    int beyond = 0;
    for (double rate : settings.rates()) {
      boolean over = beyond > 0;
      if (!holds(measure, rate, over, steps) || over) {
        beyond++;
      }
      if (beyond > settings.beyond()) {
        break;
      }
    }
    return steps;
  }

  /** Beyond the knee a rate is tried once only. */
  private boolean holds(StepMeasure measure, double rate, boolean over, List<StepResult> steps)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= (over ? 1 : 2); attempt++) {
      StepResult step = measure.step(rate, attempt);
      steps.add(step);
      progress.accept("  " + RampPage.inWords(step, bounds));
      if (bounds.hold(step)) {
        return true;
      }
    }
    return false;
  }

  private void warmUp(List<Reference> references, Duration answer)
      throws IOException, InterruptedException {
    Load load = new Load(references, answer, settings.silence());
    long end = System.nanoTime() + Duration.ofSeconds(settings.warmUpSeconds()).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      progress.accept("  Warming up, %d s …".formatted(Math.ceilDiv(left, 1_000_000_000)));
      var _ = load.run(turnpike.lanes(USERS_TO_WARM_UP), WARM_UP_BLOCK);
      var _ = load.run(model.lanes(USERS_TO_WARM_UP), WARM_UP_BLOCK.dividedBy(2));
    }
  }
}
