package dev.turnpike.bench.soak;

import org.jspecify.annotations.Nullable;

/**
 * One process, or one family of them, at one moment.
 *
 * @param residentMegabytes in memory
 * @param liveHeapMegabytes after a collection of all garbage; null where there is no heap, as of a
 *     database
 * @param threads of the operating system
 * @param files open ones, with sockets
 */
record ProcessReading(
    double residentMegabytes, @Nullable Double liveHeapMegabytes, long threads, long files) {}
