package dev.turnpike.chaos.audit;

import dev.turnpike.events.Granularity;
import java.util.List;
import java.util.Map;

/**
 * What the analytics have published is what the topics hold: every turn and every score once, by
 * the minute and by the hour, with their tokens and attempts.
 */
final class CountedOnce implements Guarantee {

  @Override
  public String name() {
    return "analytics";
  }

  @Override
  public String promise() {
    return "rollups agree with the log";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("rolled-up turns");
    Rollups rollups = evidence.rollups();
    if (!evidence.circumstances().analytics()) {
      finding.figures("equal", "no analytics in this cluster");
      return finding;
    }
    Map<String, Rollups.Sums> counted = rollups.counted();
    long scores = Score.different(evidence.scored());
    for (Granularity each : List.of(Granularity.MINUTE, Granularity.HOUR)) {
      Map<String, Rollups.Sums> published = rollups.turns(each);
      finding.require(
          published.equals(counted),
          () -> "By the %s %s were published, not %s".formatted(each, published, counted));
      finding.require(
          rollups.scores(each) == scores,
          () ->
              "By the %s %d scores were published, not %d"
                  .formatted(each, rollups.scores(each), scores));
    }
    finding.looked((int) rollups.published());
    long turns = counted.values().stream().mapToLong(Rollups.Sums::turns).sum();
    finding.figures(
        "%d turns, %d scores".formatted(turns, scores),
        "%d turns, %d scores".formatted(rollups.published(), rollups.scores(Granularity.MINUTE)));
    return finding;
  }
}
