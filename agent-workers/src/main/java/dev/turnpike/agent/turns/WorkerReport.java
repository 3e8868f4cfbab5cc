package dev.turnpike.agent.turns;

import dev.turnpike.keyed.KeyedConsumer;
import dev.turnpike.models.ModelStatus;
import dev.turnpike.models.Models;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operators are told of a worker with each heartbeat: what it holds and how its calls of
 * models went. Numbers and names of configured things, never anything of a person's.
 *
 * <p>Invariants: never throws, since the heartbeat matters more; bounded, {@value #MOST_MODELS}
 * models at most.
 */
final class WorkerReport implements Supplier<String> {

  private static final Logger log = LoggerFactory.getLogger(WorkerReport.class);
  private static final int MOST_MODELS = 24;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Models models;
  private final TurnTally turns;
  private final RunningTurns running;
  private final Supplier<@Nullable KeyedConsumer> consumer;
  private final BooleanSupplier draining;

  WorkerReport(
      Models models,
      TurnTally turns,
      RunningTurns running,
      Supplier<@Nullable KeyedConsumer> consumer,
      BooleanSupplier draining) {
    this.models = models;
    this.turns = turns;
    this.running = running;
    this.consumer = consumer;
    this.draining = draining;
  }

  @Override
  public String get() {
    try {
      return JSON.writeValueAsString(written());
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("failure", e.getClass().getName()).log("No report of this worker");
      return "{}";
    }
  }

  private Map<String, Object> written() {
    Map<String, Object> report = new LinkedHashMap<>();
    String version = WorkerReport.class.getPackage().getImplementationVersion();
    if (version != null) {
      report.put("version", version);
    }
    report.put("draining", draining.getAsBoolean());
    report.put("running", running.size());
    putConsumption(report);
    report.put("ended", turns.ended());
    report.put("retries", turns.retries());
    report.put("queue_wait", turns.waits().counts());
    report.put("first_token", turns.firstTokens().counts());
    report.put(
        "models", models.status().stream().limit(MOST_MODELS).map(WorkerReport::written).toList());
    return report;
  }

  private void putConsumption(Map<String, Object> report) {
    var consuming = consumer.get();
    if (consuming == null) {
      return;
    }
    var status = consuming.status();
    report.put("partitions", status.partitions());
    report.put("taken_in", status.uncommitted());
    report.put("max_in_flight", status.maxUncommitted());
    report.put("full_partitions", status.full());
    report.put("widest_window", status.widestWindow());
    report.put("max_window", status.maxWindow());
    status.oldest().ifPresent(age -> report.put("oldest_ms", age.toMillis()));
  }

  private static Map<String, Object> written(ModelStatus model) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("name", model.name());
    report.put("provider", model.provider());
    report.put("simulated", model.simulated());
    if (model.breaker() != null) {
      report.put("breaker", model.breaker());
    }
    report.put("in_flight", model.inFlight());
    report.put("max_concurrent", model.maxConcurrent());
    report.put("calls", model.calls());
    report.put("failures", model.failures());
    report.put("refused", model.refused());
    report.put("retries", model.retries());
    report.put("fallbacks", model.fallbacks());
    if (model.lastError() != null) {
      report.put("last_error", model.lastError());
      report.put("last_error_at", String.valueOf(model.lastErrorAt()));
    }
    return report;
  }
}
