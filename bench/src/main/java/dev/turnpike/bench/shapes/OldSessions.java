package dev.turnpike.bench.shapes;

import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Load;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.system.BenchRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Turnpike, in sessions that have had so many turns already. They stay the same from block to
 * block, so that each has had a few more in the next.
 */
final class OldSessions implements Target {
  private static final Duration BRIEF = Duration.ofMillis(1);

  private final TurnpikeTarget turnpike;
  private final int turns;
  private final Load load;
  private List<Lane> lanes = List.of();

  /**
   * @param quick texts of a model that takes no time, for the turns before
   */
  OldSessions(TurnpikeTarget turnpike, int turns, List<Reference> quick, Duration silence) {
    this.turnpike = turnpike;
    this.turns = turns;
    this.load = new Load(quick, Duration.ZERO, silence);
  }

  @Override
  public String name() {
    return turnpike.name();
  }

  @Override
  public List<Lane> lanes(int users) throws IOException, InterruptedException {
    if (lanes.size() != users) {
      lanes = turnpike.lanes(users);
      haveTurns();
    }
    return lanes;
  }

  private void haveTurns() throws InterruptedException {
    for (int had = 0; had < turns; ) {
      Block block = load.run(lanes, BRIEF);
      had += block.turns().stream().mapToInt(List::size).min().orElseThrow();
      block.all().stream()
          .filter(turn -> !turn.succeeded())
          .findFirst()
          .ifPresent(
              turn -> {
                throw new BenchRefusal(
                    "A turn failed before anything was measured: " + turn.failure());
              });
    }
  }
}
