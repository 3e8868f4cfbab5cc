package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A model as all workers that are alive see it.
 *
 * @param breaker the worst that a worker has
 * @param open on how many workers it is open
 * @param workers that know the model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MergedModel(
    String name,
    String provider,
    boolean simulated,
    @Nullable String breaker,
    int open,
    int workers,
    @JsonProperty("in_flight") long inFlight,
    @JsonProperty("max_concurrent") long maxConcurrent,
    long calls,
    long failures,
    long refused,
    long retries,
    long fallbacks,
    @JsonProperty("last_error") @Nullable String lastError,
    @JsonProperty("last_error_at") @Nullable Instant lastErrorAt) {

  private static final List<String> WORST_FIRST = List.of("open", "half_open", "closed");

  /** In the order in which the first worker names them. */
  static List<MergedModel> of(Collection<Worker> workers) {
    Map<String, List<WorkerModel>> byName = new LinkedHashMap<>();
    for (Worker worker : workers) {
      if (worker.isAlive()) {
        for (WorkerModel model : worker.models()) {
          byName.computeIfAbsent(model.name(), _ -> new ArrayList<>()).add(model);
        }
      }
    }
    return byName.values().stream().map(MergedModel::merged).toList();
  }

  private static MergedModel merged(List<WorkerModel> seen) {
    WorkerModel first = seen.getFirst();
    WorkerModel troubled =
        seen.stream()
            .filter(each -> each.lastErrorAt() != null)
            .max(Comparator.comparing(each -> Objects.requireNonNull(each.lastErrorAt())))
            .orElse(first);
    return new MergedModel(
        first.name(),
        first.provider(),
        first.simulated(),
        WORST_FIRST.stream()
            .filter(state -> seen.stream().anyMatch(each -> state.equals(each.breaker())))
            .findFirst()
            .orElse(null),
        (int) seen.stream().filter(each -> "open".equals(each.breaker())).count(),
        seen.size(),
        sum(seen, WorkerModel::inFlight),
        sum(seen, WorkerModel::maxConcurrent),
        sum(seen, WorkerModel::calls),
        sum(seen, WorkerModel::failures),
        sum(seen, WorkerModel::refused),
        sum(seen, WorkerModel::retries),
        sum(seen, WorkerModel::fallbacks),
        troubled.lastError(),
        troubled.lastErrorAt());
  }

  private static long sum(List<WorkerModel> seen, ToLongFunction<WorkerModel> number) {
    return seen.stream().mapToLong(number).sum();
  }
}
