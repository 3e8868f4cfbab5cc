package dev.turnpike.bench.soak;

import dev.turnpike.bench.load.Arrivals;
import dev.turnpike.bench.load.OpenBlock;
import dev.turnpike.bench.load.OpenLoop;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.Reading;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Distribution;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.TurnTimes;
import dev.turnpike.bench.system.LiveHeap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The long run itself: a block of Turnpike, a short one of the model, a reading, again and again.
 * The readings are made when nothing is under way, so that they disturb no turn.
 */
final class Soak {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final SoakSettings settings;
  private final OpenLoop loop;
  private final Target turnpike;
  private final Target model;
  private final Duration answer;
  private final Meter meter;
  private final Witness witness;
  private final Stores stores;
  private final Consumer<String> progress;

  private final TurnTimes turnpikeTimes = new TurnTimes();
  private final TurnTimes modelTimes = new TurnTimes();
  private final List<SoakReading> readings = new ArrayList<>();
  private final Map<String, LiveHeap> atHalf = new HashMap<>();
  private long blocks;

  /**
   * @param answer how long the model itself takes for one
   * @param meter of all processes, the model's and the bench's among them
   */
  Soak(
      SoakSettings settings,
      OpenLoop loop,
      Sides sides,
      Duration answer,
      Meter meter,
      Witness witness,
      Stores stores,
      Consumer<String> progress) {
    this.settings = settings;
    this.loop = loop;
    this.turnpike = sides.turnpike();
    this.model = sides.model();
    this.answer = answer;
    this.meter = meter;
    this.witness = witness;
    this.stores = stores;
    this.progress = progress;
  }

  /** Both sides of the comparison. */
  record Sides(Target turnpike, Target model) {}

  /**
   * What was seen.
   *
   * @param growth of classes in each heap, from half-time to the end
   */
  record Seen(
      List<SoakReading> readings,
      TurnTimes turnpike,
      TurnTimes model,
      Stored before,
      Stored after,
      Map<String, List<LiveHeap.Growth>> growth,
      List<String> ended) {}

  Seen run() throws IOException, InterruptedException {
    warmUp();
    Stored before = stores.read(true);
    long begin = System.nanoTime();
    long end = begin + settings.length().toNanos();
    while (System.nanoTime() - end < 0) {
      SoakReading reading = reading(begin);
      readings.add(reading);
      long left = end - System.nanoTime();
      progress.accept(ProgressLine.of(reading, left, turnpikeTimes.failed()));
      if (atHalf.isEmpty() && left < settings.length().toNanos() / 2) {
        atHalf.putAll(witness.heaps());
      }
    }
    return new Seen(
        List.copyOf(readings),
        turnpikeTimes,
        modelTimes,
        before,
        stores.read(true),
        growth(),
        witness.ended());
  }

  private void warmUp() throws IOException, InterruptedException {
    Duration length = Duration.ofSeconds(settings.warmUpSeconds());
    if (length.isZero()) {
      return;
    }
    progress.accept("Warming up for %d s …".formatted(length.toSeconds()));
    var _ = block(turnpike, length);
    var _ = block(model, Duration.ofSeconds(1));
  }

  private SoakReading reading(long begin) throws IOException, InterruptedException {
    Reading start = meter.read();
    OpenBlock ours = block(turnpike, settings.turnpikeBlock());
    OpenBlock direct = block(model, settings.modelBlock());
    Usage usage = meter.read().since(start);
    TurnTimes times = TurnTimes.ofAll(ours.turns());
    TurnTimes directTimes = TurnTimes.ofAll(direct.turns());
    turnpikeTimes.addAll(times);
    modelTimes.addAll(directTimes);
    Distribution late = new Distribution();
    ours.chats().forEach(chat -> late.add(chat.lateNanos()));
    Stored stored = stores.read(false);
    return new SoakReading(
        Rounded.to(1, (System.nanoTime() - begin) / 1e9),
        turnpikeTimes.turns(),
        witness.look(),
        Rounded.to(2, stored.databaseMegabytes()),
        Rounded.to(2, stored.topicsMegabytes()),
        times.firstToken().quantiles(),
        directTimes.firstToken().quantiles(),
        late.quantile(0.99),
        Rounded.to(2, usage.otherProcessors()));
  }

  private OpenBlock block(Target target, Duration length) throws IOException, InterruptedException {
    int seats = (int) Math.ceil(1.5 * settings.rate() * answer.toMillis() / 1000) + 10;
    Arrivals arrivals = new Arrivals(settings.rate(), settings.seed() + blocks++);
    OpenBlock block = loop.run(target, seats, arrivals, length);
    Thread.sleep(PAUSE);
    return block;
  }

  private Map<String, List<LiveHeap.Growth>> growth() {
    Map<String, List<LiveHeap.Growth>> growth = new HashMap<>();
    witness
        .heaps()
        .forEach(
            (process, heap) -> {
              LiveHeap before = atHalf.get(process);
              if (before != null) {
                growth.put(process, heap.growthSince(before, 8));
              }
            });
    return growth;
  }
}
