package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.Footprint;

/**
 * One process of the cluster, as the kernel saw it.
 *
 * @param name of the node, as in {@code agent-workers-2}
 * @param first reading under load
 * @param most of everything that was read
 * @param last reading, after the load and everything behind it had ended
 * @param survived whether it was there at both ends
 */
public record ProcessLife(
    String name, long pid, Footprint first, Footprint most, Footprint last, boolean survived) {}
