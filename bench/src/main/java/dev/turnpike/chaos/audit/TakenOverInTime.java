package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.audit.Takeovers.Takeover;
import java.time.Duration;
import java.util.List;

/**
 * The turns of a worker that was killed soon go on elsewhere. Kills that something overlapped which
 * those who take over need, or which makes workers change places, are left out.
 */
final class TakenOverInTime implements Guarantee {
  private static final Duration LIMIT = Takeovers.LIMIT;

  @Override
  public String name() {
    return "takeover";
  }

  @Override
  public String promise() {
    return "a killed worker's turns soon go on";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("kills");
    List<Takeover> all = Takeovers.of(evidence).all();
    List<Takeover> judged = all.stream().filter(Takeover::judged).toList();
    finding.looked(judged.size());
    finding.figures(
        "each ≤ 8 s",
        judged.isEmpty()
            ? "none to judge; %d left out".formatted(all.size())
            : "longest %s of %d; %d left out"
                .formatted(
                    Quantiles.seconds(
                        Quantiles.of(judged.stream().map(Takeover::longest).toList(), 1)),
                    judged.size(),
                    all.size() - judged.size()));
    for (Takeover each : judged) {
      finding.require(
          each.longest().compareTo(LIMIT) <= 0,
          () ->
              "%s was killed at %s; the last of its %d turns went on %s later"
                  .formatted(
                      each.worker(),
                      each.killedAt(),
                      each.turns(),
                      Quantiles.seconds(each.longest())));
    }
    return finding;
  }
}
