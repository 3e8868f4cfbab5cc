package dev.turnpike.bench.compare;

import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.stats.TurnTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures what a long history does to the time to the first token: short blocks of new sessions,
 * of sessions that have had many turns, and of the model asked directly, by turns.
 */
public final class LongSessions {

  /** A model that takes no time, to have the turns before. */
  private static final String QUICK = "sim:ttft=0,gap=0,tokens=50,text=lorem";

  private static final Duration BRIEF = Duration.ofMillis(1);

  private final Settings settings;
  private final Target turnpike;
  private final ModelTarget model;
  private final int turnsBefore;
  private final Consumer<String> progress;

  /**
   * @param turnsBefore how many turns a long session has had
   * @param progress is told what goes on
   */
  public LongSessions(
      Settings settings,
      Target turnpike,
      ModelTarget model,
      int turnsBefore,
      Consumer<String> progress) {
    this.settings = settings;
    this.turnpike = turnpike;
    this.model = model;
    this.turnsBefore = turnsBefore;
    this.progress = progress;
  }

  /** One result for each concurrency. */
  public List<LongSessionsResult> run() throws IOException, InterruptedException {
    List<Reference> references = Texts.read(settings, model);
    List<Reference> quick = Texts.read(settings.withModel(QUICK), model);
    Load load = new Load(references, Duration.ZERO, settings.silence());
    warmUp(load);
    List<LongSessionsResult> results = new ArrayList<>();
    for (int users : settings.concurrency()) {
      List<Lane> old = turnpike.lanes(users);
      haveTurns(old, quick);
      results.add(measure(load, users, old));
    }
    return results;
  }

  private void warmUp(Load load) throws IOException, InterruptedException {
    progress.accept("Warming up for %d s".formatted(settings.warmUpSeconds()));
    load.run(turnpike.lanes(20), Duration.ofSeconds(settings.warmUpSeconds()));
  }

  private void haveTurns(List<Lane> lanes, List<Reference> quick) throws InterruptedException {
    progress.accept("Having %d turns in each of %d sessions".formatted(turnsBefore, lanes.size()));
    Load load = new Load(quick, Duration.ZERO, settings.silence());
    for (int turns = 0; turns < turnsBefore; ) {
      Block block = load.run(lanes, BRIEF);
      turns += block.turns().getFirst().size();
      if (block.all().stream().anyMatch(turn -> !turn.succeeded())) {
        throw new IllegalStateException("A turn failed before anything was measured");
      }
    }
  }

  private LongSessionsResult measure(Load load, int users, List<Lane> old)
      throws IOException, InterruptedException {
    TurnTimes longOnes = new TurnTimes();
    TurnTimes newOnes = new TurnTimes();
    TurnTimes direct = new TurnTimes();
    int rounds = Math.max(2, Math.ceilDiv(settings.seconds(), settings.blockSeconds()));
    for (int round = 1; round <= rounds; round++) {
      progress.accept("%d at once, round %d of %d".formatted(users, round, rounds));
      newOnes.addAll(TurnTimes.of(load.run(turnpike.lanes(users), settings.block())));
      longOnes.addAll(TurnTimes.of(load.run(old, settings.block())));
      direct.addAll(TurnTimes.of(load.run(model.lanes(users), settings.block())));
    }
    return LongSessionsResult.of(users, turnsBefore, newOnes, longOnes, direct);
  }
}
