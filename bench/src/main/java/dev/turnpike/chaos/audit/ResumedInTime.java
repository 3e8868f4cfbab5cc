package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.audit.Resumptions.Resumption;
import java.time.Duration;
import java.util.List;

/**
 * Whoever lost its connection soon has what is there for it. Judged is the time in which the log
 * had something that the client did not have, outside of outages in which nobody could have given
 * it; the whole time is told beside it.
 */
final class ResumedInTime implements Guarantee {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "resume";
  }

  @Override
  public String promise() {
    return "a broken connection is soon made up for";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("connections");
    List<Resumption> all = Resumptions.of(evidence);
    List<Resumption> judged = all.stream().filter(each -> !each.outage()).toList();
    finding.looked(judged.size());
    Duration p99 = Quantiles.of(judged.stream().map(Resumption::due).toList(), 0.99);
    finding.figures(
        "p99 ≤ 5 s",
        "p99 %s of %d; any wait and outage counted: %s of %d"
            .formatted(
                Quantiles.seconds(p99),
                judged.size(),
                Quantiles.seconds(Quantiles.of(all.stream().map(Resumption::whole).toList(), 0.99)),
                all.size()));
    if (p99.compareTo(LIMIT) > 0) {
      for (Resumption each : judged) {
        finding
            .about(each.turn())
            .require(
                each.due().compareTo(LIMIT) <= 0,
                () ->
                    "A client of turn %s, %s at %s, was without what was there for %s"
                        .formatted(
                            each.turn(),
                            Comeback.word(each.cut()),
                            each.at(),
                            Quantiles.seconds(each.due())));
      }
    }
    return finding;
  }
}
