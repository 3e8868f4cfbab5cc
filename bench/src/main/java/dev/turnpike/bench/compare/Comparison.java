package dev.turnpike.bench.compare;

import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.stats.TurnTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures Turnpike against the model behind it, in one run: short blocks of the one and of the
 * other by turns, so that whatever else goes on in the machine hits both alike.
 */
public final class Comparison {
  /** Between blocks, so that what a turn leaves to do is counted with the turn. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final int FEWEST_PAIRS = 2;
  private static final int FEWEST_TO_WARM_UP = 20;
  private static final long SECOND = 1_000_000_000;

  private final Settings settings;
  private final Target turnpike;
  private final Target model;
  private final Meter meter;
  private final Costs costs;
  private final Observer observer;

  public Comparison(
      Settings settings,
      Target turnpike,
      Target model,
      List<ProcessGroup> groups,
      Observer observer) {
    this.settings = settings;
    this.turnpike = turnpike;
    this.model = model;
    this.meter = new Meter(ProcFiles.ofThisSystem(), groups);
    this.costs = new Costs(groups);
    this.observer = observer;
  }

  public List<LevelResult> run() throws IOException, InterruptedException {
    observer.preparing("Reading the texts from the model");
    List<Reference> references = Texts.read(settings, model.lanes(1).getFirst());
    Duration answer = Texts.duration(settings.model(), references.getFirst().tokens());
    Duration spread = settings.burst() ? Duration.ZERO : answer;
    Load load = new Load(references, spread, settings.silence());
    warmUp(load);
    List<LevelResult> results = new ArrayList<>();
    for (int users : settings.concurrency()) {
      results.add(level(load, users));
    }
    return results;
  }

  private LevelResult level(Load load, int users) throws IOException, InterruptedException {
    Level level = new Level(users);
    int pairs = settings.turns() > 0 ? 0 : pairs();
    while (pairs > 0 ? level.pairs() < pairs : level.measured() < settings.turns()) {
      observer.measuring(level, turnpike.name(), pairs);
      Pair.Half ours = half(load, turnpike, users);
      observer.measuring(level, model.name(), pairs);
      Pair.Half direct = half(load, model, users);
      level.add(new Pair(ours, direct), meter.memory());
      observer.measured(level, pairs);
    }
    return level.result(costs);
  }

  private int pairs() {
    return Math.max(FEWEST_PAIRS, Math.ceilDiv(settings.seconds(), settings.blockSeconds()));
  }

  /**
   * Before everything else and with many users, whatever is measured: a JVM that has seen few turns
   * interprets much of its code, and a system that has run for an hour does not.
   */
  private void warmUp(Load load) throws IOException, InterruptedException {
    int highest = settings.concurrency().stream().mapToInt(Integer::intValue).max().orElse(1);
    int users = Math.max(highest, FEWEST_TO_WARM_UP);
    long end = System.nanoTime() + Duration.ofSeconds(settings.warmUpSeconds()).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      observer.preparing("Warming up with %d at once, %d s".formatted(users, left / SECOND));
      load.run(turnpike.lanes(users), settings.block());
      load.run(model.lanes(users), settings.block().dividedBy(2));
    }
  }

  private Pair.Half half(Load load, Target target, int users)
      throws IOException, InterruptedException {
    List<Lane> lanes = target.lanes(users);
    Reading before = meter.read();
    Block block = load.run(lanes, settings.block());
    Thread.sleep(PAUSE);
    return new Pair.Half(TurnTimes.of(block), meter.read().since(before));
  }
}
