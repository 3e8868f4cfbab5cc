package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Rollup;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** The sums over turns. */
public final class TurnFigures implements Figures {

  private long turns;
  private long completed;
  private long simulated;
  private long restarted;
  private long restarts;
  private long fallbacks;
  private long inputTokens;
  private long cachedInputTokens;
  private long outputTokens;
  private long reasoningTokens;
  private long costNanoUsd;
  private long unpriced;
  private final Map<String, Long> errors = new TreeMap<>();
  private final Durations total = new Durations();
  private final Durations added = new Durations();
  private final Durations firstToken = new Durations();

  @Override
  public void add(Rollup rollup) {
    TurnRollup more = (TurnRollup) rollup.getBody();
    turns += more.getTurns();
    completed += more.getCompleted();
    simulated += more.getSimulated();
    restarted += more.getRestarted();
    restarts += more.getRestarts();
    fallbacks += more.getFallbacks();
    inputTokens += more.getInputTokens();
    cachedInputTokens += more.getCachedInputTokens();
    outputTokens += more.getOutputTokens();
    reasoningTokens += more.getReasoningTokens();
    costNanoUsd += more.getCostNanoUsd();
    unpriced += more.getUnpriced();
    more.getErrors().forEach((code, count) -> errors.merge(code, count, Long::sum));
    total.add(more.getTotal());
    added.add(more.getAdded());
    firstToken.add(more.getFirstToken());
  }

  @Override
  public SpecificRecord body(Dimensions dimensions) {
    String status = dimensions.value("status");
    return TurnRollup.newBuilder()
        .setAgent(dimensions.value("agent"))
        .setModel(dimensions.value("model"))
        .setPromptVersion(dimensions.value("prompt_version"))
        .setStatus(status.isEmpty() ? TurnStatus.UNKNOWN : TurnStatus.valueOf(status))
        .setTurns(turns)
        .setCompleted(completed)
        .setSimulated(simulated)
        .setRestarted(restarted)
        .setRestarts(restarts)
        .setFallbacks(fallbacks)
        .setInputTokens(inputTokens)
        .setCachedInputTokens(cachedInputTokens)
        .setOutputTokens(outputTokens)
        .setReasoningTokens(reasoningTokens)
        .setCostNanoUsd(costNanoUsd)
        .setUnpriced(unpriced)
        .setErrors(errors)
        .setTotal(total.sketch())
        .setAdded(added.sketch())
        .setFirstToken(firstToken.sketch())
        .build();
  }
}
