package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.Figures;
import dev.turnpike.events.Rollup;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rollups, added up by window and by the dimensions that are asked for. Not thread-safe. */
final class Groups {

  private record Group(Instant start, Instant end, Dimensions dimensions) {}

  private static final class Sum {
    private final Figures figures;
    private boolean closed = true;

    private Sum(Dimensions dimensions) {
      figures = Figures.none(dimensions.kind());
    }

    private void add(Rollup rollup) {
      figures.add(rollup);
      closed &= rollup.getFinal$();
    }
  }

  private final Question question;
  private final int most;
  private final Map<Group, Sum> sums = new LinkedHashMap<>();

  /**
   * @param most groups
   */
  Groups(Question question, int most) {
    this.question = question;
    this.most = most;
  }

  /**
   * @throws BadQuestion if there are too many groups
   */
  void add(Rollup rollup) {
    boolean total = question.step() == Step.TOTAL;
    Group group =
        new Group(
            total ? question.from() : rollup.getWindowStart(),
            total ? question.to() : rollup.getWindowEnd(),
            Dimensions.of(rollup).only(question.groupBy()));
    sums.computeIfAbsent(group, each -> new Sum(each.dimensions())).add(rollup);
    if (sums.size() > most) {
      throw new BadQuestion(
          "The answer has more than %d rows: ask for a shorter time, fewer dimensions in group_by, or only one agent or model."
              .formatted(most));
    }
  }

  List<Rollup> rollups() {
    return sums.entrySet().stream()
        .map(
            each ->
                new Rollup(
                    question.windows(),
                    each.getKey().start(),
                    each.getKey().end(),
                    each.getValue().closed,
                    each.getValue().figures.body(each.getKey().dimensions())))
        .toList();
  }
}
