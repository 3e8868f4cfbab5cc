package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node of the ingress, as it last told.
 *
 * @param silentMs since it last told
 * @param waiting turns that it accepted and no worker has begun
 * @param oldestWaitMs of these
 * @param begun turns per second that a worker has begun, lately
 * @param streams answers that clients wait for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Node(
    String id,
    String host,
    @Nullable String version,
    @JsonProperty("started_at") Instant startedAt,
    @JsonProperty("heartbeat_at") Instant heartbeatAt,
    @JsonProperty("silent_ms") long silentMs,
    boolean draining,
    int waiting,
    @JsonProperty("oldest_wait_ms") long oldestWaitMs,
    @JsonProperty("expected_wait_ms") long expectedWaitMs,
    double begun,
    int streams) {

  /** How long a node or worker may be silent before something is wrong with it. */
  static final long SILENT_MS = 6_000;

  /** As it is so much later, when nothing newer is known. */
  Node later(long millis) {
    return new Node(
        id,
        host,
        version,
        startedAt,
        heartbeatAt,
        silentMs + millis,
        draining,
        waiting,
        oldestWaitMs,
        expectedWaitMs,
        begun,
        streams);
  }

  boolean isSilent() {
    return silentMs > SILENT_MS;
  }
}
