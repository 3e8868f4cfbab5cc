package dev.turnpike.judge.rejudge;

import java.util.Optional;

/**
 * How far a run is.
 *
 * @param done verdicts that were asked for or turned out not to be due, of those of the plan
 * @param waiting what is waited for, as a sentence without its end; empty: nothing
 */
public record Progress(long done, Consumption consumed, Optional<String> waiting) {}
