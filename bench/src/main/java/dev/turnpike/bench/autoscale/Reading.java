package dev.turnpike.bench.autoscale;

/**
 * The system at a moment.
 *
 * @param ready workers that consume
 * @param inFlight turns that run, those of leaving workers too
 * @param full workers that are 95 % full
 * @param lag from the committed offsets to the ends of the partitions
 * @param waiting turns that nobody has taken in yet
 * @param cpu processors that a ready worker takes on average
 */
record Reading(int ready, int inFlight, int full, int lag, int waiting, double cpu) {}
