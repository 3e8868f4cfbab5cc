package dev.turnpike.bench.compare;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.Rounded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From processor time and tokens to what a token costs. */
record Costs(List<ProcessGroup> groups) {
  Costs {
    groups = List.copyOf(groups);
  }

  /**
   * @param busy while Turnpike was asked for these tokens
   * @param idle while only the model was asked
   */
  Cost of(Usage busy, long tokens, Usage idle) {
    Map<String, Double> byGroup = new LinkedHashMap<>();
    for (ProcessGroup group : groups) {
      byGroup.put(group.name(), per1000(busy.cpuMillis().getOrDefault(group.name(), 0L), tokens));
    }
    double idlePerSecond = idle.millis() == 0 ? 0 : 1000.0 * sum(idle, Share.PATH) / idle.millis();
    double path = sum(busy, Share.PATH);
    return new Cost(
        per1000(path, tokens),
        per1000(Math.max(0, path - idlePerSecond * busy.millis() / 1000), tokens),
        per1000(sum(busy, Share.BACKGROUND), tokens),
        byGroup,
        Rounded.to(1, idlePerSecond));
  }

  /** What the path used in parts of what the model used meanwhile; 0 if the model is elsewhere. */
  double overModel(Usage usage) {
    double model = sum(usage, Share.MODEL);
    return model == 0 ? 0 : sum(usage, Share.PATH) / model;
  }

  private double sum(Usage usage, Share share) {
    return groups.stream()
        .filter(group -> group.share() == share)
        .mapToDouble(group -> usage.cpuMillis().getOrDefault(group.name(), 0L))
        .sum();
  }

  private static double per1000(double millis, long tokens) {
    return tokens == 0 ? 0 : Rounded.to(1, 1000 * millis / tokens);
  }
}
