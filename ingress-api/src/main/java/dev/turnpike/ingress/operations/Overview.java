package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system at a moment, what is wrong first.
 *
 * @param at by this node's clock
 * @param node that answers
 * @param sources from which the rest was read, and when
 * @param totals of all nodes and workers that are alive; left out while they were never read. As
 *     old as the database's reading
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Overview(
    Instant at,
    String node,
    List<Finding> findings,
    List<SourceState> sources,
    @Nullable Totals totals,
    List<Node> nodes,
    List<Worker> workers,
    List<MergedModel> models,
    List<Partition> partitions,
    List<Group> groups,
    @JsonProperty("dead_letters") List<Letters> deadLetters) {

  /**
   * Where something was read from.
   *
   * @param asOf when it was last read; left out when it never was
   * @param problem why it could not be read now; left out when it could
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SourceState(
      String name,
      boolean ok,
      @JsonProperty("as_of") @Nullable Instant asOf,
      @Nullable String problem) {}

  /**
   * Sums.
   *
   * @param inFlight turns that are claimed and have not ended
   * @param orphans of these, those whose worker is silent or gone
   * @param waiting turns that no worker has begun, known to the nodes that accepted them
   * @param begun turns per second that a worker has begun
   */
  record Totals(
      @JsonProperty("in_flight") int inFlight,
      int orphans,
      int waiting,
      @JsonProperty("oldest_wait_ms") long oldestWaitMs,
      double begun,
      int streams) {}

  /**
   * A partition of {@code chat.requests}.
   *
   * @param behind records from the committed offset to the end, running and done ones included
   * @param worker the host of the worker that says it holds it; left out when none does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Partition(int partition, long behind, @Nullable String worker) {}

  /** A consumer group on one topic; numbers are left out when Kafka does not tell them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Group(
      String name,
      String topic,
      @Nullable String state,
      @Nullable Integer members,
      @Nullable Long behind,
      @Nullable String problem) {}

  /**
   * A dead-letter topic.
   *
   * @param atMost how many letters it can hold at most: markers of transactions count
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letters(
      String topic,
      @JsonProperty("at_most") long atMost,
      @Nullable Instant newest,
      @Nullable String problem) {}

  Overview {
    findings = List.copyOf(findings);
    sources = List.copyOf(sources);
    nodes = List.copyOf(nodes);
    workers = List.copyOf(workers);
    models = List.copyOf(models);
    partitions = List.copyOf(partitions);
    groups = List.copyOf(groups);
    deadLetters = List.copyOf(deadLetters);
  }
}
