package dev.turnpike.analytics.flow;

/**
 * How many partitions the topics have that are read. A window is closed when each has come past it.
 *
 * @param replication copies of each partition, which the internal topics are given too
 */
public record Sources(int turns, int scores, int replication) {}
