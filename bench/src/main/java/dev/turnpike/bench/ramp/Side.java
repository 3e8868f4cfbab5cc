package dev.turnpike.bench.ramp;

import dev.turnpike.bench.load.OpenBlock;
import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.TurnTimes;
import java.time.Duration;

/** The blocks of one side at one step so far. */
final class Side {
  private final Duration grace;
  private final TurnTimes times = new TurnTimes();
  private final Distribution late = new Distribution();
  private double seconds;
  private long inTime;
  private int opened;
  private int mostAtOnce;

  /**
   * @param grace after the end of the arrivals within which an answer is in time
   */
  Side(Duration grace) {
    this.grace = grace;
  }

  void add(OpenBlock block) {
    times.addAll(TurnTimes.ofAll(block.turns()));
    block.chats().forEach(chat -> late.add(chat.lateNanos()));
    seconds += block.length().toNanos() / 1e9;
    inTime += block.completedWithin(grace);
    opened += block.opened();
    mostAtOnce = Math.max(mostAtOnce, block.mostAtOnce());
  }

  SideFigures figures() {
    return new SideFigures(
        times.turns(),
        Rounded.to(2, times.turns() / seconds),
        inTime,
        Rounded.to(2, inTime / seconds),
        times.refused(),
        times.failed(),
        times.failures(),
        times.firstToken().quantiles(),
        times.whole().quantiles(),
        late.quantiles(),
        opened,
        mostAtOnce);
  }
}
