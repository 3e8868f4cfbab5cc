package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent worker, as it last told, and what is its in the database.
 *
 * @param silentMs since its last heartbeat; with more than 6,000 others may take over its turns
 * @param reported whether it tells anything: a version before this one does not
 * @param turns that are claimed by it and have not ended
 * @param oldestTurns of these, at most 20
 * @param takenIn records taken in and not yet committed
 * @param widestWindow offsets between the first unfinished record of a partition and its newest
 * @param ended turns since it began, by status
 * @param queueWait times from accepted to begun since it began: the count at index {@code i} is of
 *     those up to 2<sup>i/2</sup> ms
 * @param firstToken likewise, from accepted to the first piece of the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Worker(
    String id,
    String host,
    @Nullable String version,
    @JsonProperty("started_at") Instant startedAt,
    @JsonProperty("heartbeat_at") Instant heartbeatAt,
    @JsonProperty("silent_ms") long silentMs,
    boolean reported,
    boolean draining,
    int turns,
    @JsonProperty("oldest_turns") List<RunningTurn> oldestTurns,
    List<Integer> partitions,
    @JsonProperty("taken_in") int takenIn,
    @JsonProperty("max_in_flight") int maxInFlight,
    @JsonProperty("full_partitions") int fullPartitions,
    @JsonProperty("widest_window") long widestWindow,
    @JsonProperty("max_window") int maxWindow,
    @JsonProperty("oldest_ms") @Nullable Long oldestMs,
    Map<String, Long> ended,
    long retries,
    @JsonProperty("queue_wait") List<Long> queueWait,
    @JsonProperty("first_token") List<Long> firstToken,
    List<WorkerModel> models) {

  /** A turn at work; nothing of what it says. */
  record RunningTurn(
      @JsonProperty("turn_id") String turnId,
      int attempt,
      @JsonProperty("accepted_at") Instant acceptedAt,
      @JsonProperty("age_ms") long ageMs) {}

  Worker {
    oldestTurns = List.copyOf(oldestTurns);
    partitions = List.copyOf(partitions);
    ended = Map.copyOf(ended);
    queueWait = List.copyOf(queueWait);
    firstToken = List.copyOf(firstToken);
    models = List.copyOf(models);
  }

  /** As it is so much later, when nothing newer is known. */
  Worker later(long millis) {
    return new Worker(
        id,
        host,
        version,
        startedAt,
        heartbeatAt,
        silentMs + millis,
        reported,
        draining,
        turns,
        oldestTurns,
        partitions,
        takenIn,
        maxInFlight,
        fullPartitions,
        widestWindow,
        maxWindow,
        oldestMs,
        ended,
        retries,
        queueWait,
        firstToken,
        models);
  }

  boolean isAlive() {
    return silentMs <= Node.SILENT_MS;
  }
}
