package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model as one worker sees it, in sums since that began.
 *
 * @param breaker {@code closed}, {@code half_open} or {@code open}
 * @param refused calls that its breaker or its limit did not let through
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkerModel(
    String name,
    String provider,
    boolean simulated,
    @Nullable String breaker,
    @JsonProperty("in_flight") int inFlight,
    @JsonProperty("max_concurrent") int maxConcurrent,
    long calls,
    long failures,
    long refused,
    long retries,
    long fallbacks,
    @JsonProperty("last_error") @Nullable String lastError,
    @JsonProperty("last_error_at") @Nullable Instant lastErrorAt) {}
