package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.Comparison;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Progress;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures shapes one after the other, in one own system for each set of parts they need. */
final class ShapesRun {
  private static final int BLOCK = 4;
  private static final int ACCOUNTS = 8;
  private static final int SILENCE = 30;

  /** For shapes whose turns are much longer than a block. */
  private static final Duration LONG = Duration.ofSeconds(BLOCK);

  private final int concurrency;
  private final int seconds;
  private final int warmUp;
  private final Progress progress;

  /**
   * @param seconds of each side for each shape
   * @param warmUp seconds in each system
   */
  ShapesRun(int concurrency, int seconds, int warmUp, Progress progress) {
    this.concurrency = concurrency;
    this.seconds = seconds;
    this.warmUp = warmUp;
    this.progress = progress;
  }

  List<ShapeResult> run(List<Shape> shapes) throws IOException, InterruptedException {
    List<ShapeResult> results = new ArrayList<>();
    for (Parts parts : Parts.values()) {
      List<Shape> here = shapes.stream().filter(shape -> shape.parts() == parts).toList();
      if (!here.isEmpty()) {
        progress.line("Starting an own system in which %s …".formatted(parts.words()));
        try (OwnSystem system =
            OwnSystem.start(parts.ofSystem(), List.of(), parts.settings(), progress::line)) {
          results.addAll(measure(here, system));
        }
      }
    }
    return results;
  }

  private List<ShapeResult> measure(List<Shape> shapes, OwnSystem system)
      throws IOException, InterruptedException {
    int accounts = Math.min(ACCOUNTS, concurrency);
    TurnpikeTarget turnpike = new TurnpikeTarget(system.subject().url(), accounts);
    List<ShapeResult> results = new ArrayList<>();
    for (Shape shape : shapes) {
      progress.line(shape.name() + ":");
      Settings settings = settings(shape, results.isEmpty() ? warmUp : 0);
      Duration silence = Duration.ofSeconds(SILENCE);
      Sides sides = Sides.of(shape.asked(), system, turnpike, silence, accounts);
      List<LevelResult> levels =
          new Comparison(
                  settings, sides.turnpike(), sides.direct(), system.subject().groups(), progress)
              .run();
      results.add(ShapeResult.of(shape, levels.getFirst()));
    }
    return results;
  }

  /** Of long answers there are only two pairs of blocks, since each user has two in a block. */
  private Settings settings(Shape shape, int warming) {
    int block = answer(shape).compareTo(LONG) > 0 ? Math.max(seconds, BLOCK) : BLOCK;
    return new Settings(
        List.of(concurrency),
        seconds,
        0,
        block,
        warming,
        shape.model(),
        shape.texts(),
        ACCOUNTS,
        false,
        SILENCE);
  }

  private static Duration answer(Shape shape) {
    Integer tokens = Knobs.DEMO.of(shape.model()).tokens();
    return tokens == null ? Duration.ZERO : Texts.duration(shape.model(), tokens);
  }
}
