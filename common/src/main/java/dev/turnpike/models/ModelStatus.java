package dev.turnpike.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a model's calls in this process.
 *
 * @param name in the catalogue, or {@code other} for all that are not in it
 * @param provider {@code simulated}, or the host that is called
 * @param breaker {@code closed}, {@code open} or {@code half_open}; null where several have theirs
 * @param inFlight calls under way
 * @param calls that were answered, failed or were interrupted
 * @param failures of these; calls that were not let through are not among them
 * @param refused calls that the breaker or the limit of calls did not let through
 * @param retries calls made again of the same model
 * @param fallbacks answers for which the ring went on to the next model
 * @param lastError code of the last failure or refusal
 */
public record ModelStatus(
    String name,
    String provider,
    boolean simulated,
    @Nullable String breaker,
    int inFlight,
    int maxConcurrent,
    long calls,
    long failures,
    long refused,
    long retries,
    long fallbacks,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt) {}
