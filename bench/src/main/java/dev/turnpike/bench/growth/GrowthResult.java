package dev.turnpike.bench.growth;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;

/** What a turn and a stream cost as things grow. */
record GrowthResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    int rounds,
    int blockSeconds,
    List<Growth> growths) {

  GrowthResult {
    growths = List.copyOf(growths);
  }
}
