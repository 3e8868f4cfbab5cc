package dev.turnpike.bench.logins;

import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.TurnTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Chats that go on, in blocks, each with new sessions. */
final class Chats {
  private static final Duration BLOCK = Duration.ofSeconds(6);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final TurnpikeTarget target;
  private final Load load;
  private final int streams;

  /**
   * @param answer the time that the model itself takes for one
   */
  Chats(TurnpikeTarget target, List<Reference> references, Duration answer, int streams) {
    this.target = target;
    this.load = new Load(references, answer, SILENCE);
    this.streams = streams;
  }

  /** What clients saw in one phase, in milliseconds. */
  record Seen(
      long turns,
      long refused,
      long failed,
      Quantiles firstToken,
      Quantiles gap,
      Quantiles tail,
      Quantiles whole) {
    static Seen of(TurnTimes times) {
      return new Seen(
          times.turns(),
          times.refused(),
          times.failed(),
          times.firstToken().quantiles(),
          times.gaps().quantiles(),
          times.tail().quantiles(),
          times.whole().quantiles());
    }
  }

  TurnTimes during(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    return during(() -> System.nanoTime() - end < 0);
  }

  /** At least one block. */
  TurnTimes during(BooleanSupplier more) throws IOException, InterruptedException {
    TurnTimes times = new TurnTimes();
    do {
      times.addAll(TurnTimes.of(load.run(target.lanes(streams), BLOCK)));
    } while (more.getAsBoolean());
    return times;
  }
}
