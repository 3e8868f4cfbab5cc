package dev.turnpike.bench.compare;

import dev.turnpike.bench.machine.Memory;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.Spread;
import dev.turnpike.bench.stats.TurnTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pairs of blocks at one concurrency so far. */
public final class Level {
  private final int users;
  private final List<Pair> pairs = new ArrayList<>();
  private final TurnTimes turnpike = new TurnTimes();
  private final TurnTimes model = new TurnTimes();
  private final Map<String, Memory> memory = new LinkedHashMap<>();
  private Usage turnpikeUsage = Usage.NONE;
  private Usage modelUsage = Usage.NONE;

  Level(int users) {
    this.users = users;
  }

  void add(Pair pair, Map<String, Memory> memoryNow) {
    pairs.add(pair);
    turnpike.addAll(pair.turnpike().times());
    model.addAll(pair.model().times());
    turnpikeUsage = turnpikeUsage.plus(pair.turnpike().usage());
    modelUsage = modelUsage.plus(pair.model().usage());
    memoryNow.forEach((group, now) -> memory.merge(group, now, Memory::max));
  }

  public int users() {
    return users;
  }

  public int pairs() {
    return pairs.size();
  }

  /** Turns whose times count, of the side that has fewer. */
  long measured() {
    return Math.min(turnpike.turns(), model.turns()) - (long) users * pairs.size();
  }

  /** Milliseconds, for those who watch. */
  public double addedToFirstToken() {
    return Rounded.to(1, turnpike.firstToken().quantile(0.5) - model.firstToken().quantile(0.5));
  }

  public long failed() {
    return turnpike.failed() + model.failed();
  }

  LevelResult result(Costs costs) {
    SideResult ours = SideResult.of(turnpike, users);
    SideResult direct = SideResult.of(model, users);
    return new LevelResult(
        users,
        ours,
        direct,
        new LevelResult.Added(
            ours.firstToken().minus(direct.firstToken()),
            ours.gap().minus(direct.gap()),
            ours.whole().minus(direct.whole()),
            addedByPair(),
            quietest()),
        direct.turnsPerSecond() == 0
            ? 0
            : Rounded.to(4, ours.turnsPerSecond() / direct.turnsPerSecond()),
        costs.of(turnpikeUsage, turnpike.tokens(), modelUsage),
        memory,
        noise(costs),
        new LevelResult.Curves(
            turnpike.firstToken().curve(),
            model.firstToken().curve(),
            turnpike.gaps().curve(),
            model.gaps().curve()));
  }

  private Spread addedByPair() {
    return Spread.of(pairs.stream().filter(Pair::comparable).map(Pair::addedToFirstToken).toList());
  }

  /** What the quarter of the pairs says that others disturbed least. */
  private LevelResult.Quietest quietest() {
    List<Pair> quiet =
        pairs.stream()
            .filter(Pair::comparable)
            .sorted(Comparator.comparingDouble(Pair::otherProcessors))
            .limit(Math.ceilDiv(pairs.size(), 4))
            .toList();
    TurnTimes ours = new TurnTimes();
    TurnTimes direct = new TurnTimes();
    quiet.forEach(pair -> ours.addAll(pair.turnpike().times()));
    quiet.forEach(pair -> direct.addAll(pair.model().times()));
    return new LevelResult.Quietest(
        quiet.size(),
        Rounded.to(2, quiet.stream().mapToDouble(Pair::otherProcessors).max().orElse(0)),
        ours.firstToken().quantiles().minus(direct.firstToken().quantiles()));
  }

  private Noise noise(Costs costs) {
    return new Noise(
        Rounded.to(2, turnpikeUsage.otherProcessors()),
        Rounded.to(2, modelUsage.otherProcessors()),
        Math.max(turnpikeUsage.loadAverage(), modelUsage.loadAverage()),
        pairs.stream()
            .map(
                pair ->
                    new Noise.OfPair(
                        Rounded.to(3, pair.addedToFirstToken()),
                        Rounded.to(2, pair.turnpike().usage().otherProcessors()),
                        Rounded.to(2, pair.model().usage().otherProcessors()),
                        Ratios.of(
                            pair.turnpike().times(),
                            pair.model().times(),
                            users,
                            costs.overModel(pair.turnpike().usage()))))
            .toList());
  }
}
