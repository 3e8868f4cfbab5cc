package dev.turnpike.bench.compare;

import java.util.Map;

/**
 * Processor time, in milliseconds.
 *
 * @param per1000Tokens of ingress, worker, broker and database together
 * @param per1000TokensAboveIdle the same, less what they use anyway when nobody asks
 * @param backgroundPer1000Tokens of what goes on after the turns
 * @param byGroupPer1000Tokens of each group of processes
 * @param idlePerSecond of ingress, worker, broker and database, while only the model was asked
 */
public record Cost(
    double per1000Tokens,
    double per1000TokensAboveIdle,
    double backgroundPer1000Tokens,
    Map<String, Double> byGroupPer1000Tokens,
    double idlePerSecond) {}
