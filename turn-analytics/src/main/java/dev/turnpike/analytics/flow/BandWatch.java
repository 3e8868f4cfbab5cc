package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.ScoreFigures;
import dev.turnpike.events.BandChange;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Says when the mean of a rubric, by agent and prompt version, leaves its band, and when it
 * returns. It looks at a window once, when it is over, and at nothing that was judged again
 * afterwards. A group that was never outside is inside.
 */
final class BandWatch {

  private static final String MARK = "alerts";

  private final AlertProperties properties;
  private final KeyValueStore<StoreKey, Rollup> windows;
  private final KeyValueStore<StoreKey, ScoreAlert> alerts;

  BandWatch(
      AlertProperties properties,
      KeyValueStore<StoreKey, Rollup> windows,
      KeyValueStore<StoreKey, ScoreAlert> alerts) {
    this.properties = properties;
    this.windows = windows;
    this.alerts = alerts;
  }

  /** The alerts of the windows that are over since it looked last, oldest first. */
  List<ScoreAlert> look(Marks marks) {
    OptionalLong watermark = marks.watermark();
    if (watermark.isEmpty()) {
      return List.of();
    }
    long from = marks.closed(MARK);
    long to = start(Math.max(0, watermark.getAsLong() - properties.grace().toMillis()));
    List<ScoreAlert> given = new ArrayList<>();
    if (to > from) {
      minutes(from, to).forEach((start, groups) -> given.addAll(look(start, groups)));
      marks.close(MARK, to);
    }
    return given;
  }

  void expire(long before) {
    Span.read(alerts, Family.ALERT, 0, Math.max(0, before), Windows.MOST_AT_ONCE)
        .keys()
        .forEach(alerts::delete);
  }

  /** By the start of their window, the scores of each group. */
  private Map<Long, Map<ScoreGroup, ScoreFigures>> minutes(long from, long to) {
    Map<Long, Map<ScoreGroup, ScoreFigures>> sums = new LinkedHashMap<>();
    try (var range =
        windows.range(StoreKey.before(Family.MINUTE, from), StoreKey.before(Family.MINUTE, to))) {
      range.forEachRemaining(
          minute -> {
            Dimensions dimensions = Dimensions.of(minute.value);
            if (dimensions.value("rejudged").equals("false")
                && properties.bands().containsKey(dimensions.value("rubric"))) {
              sums.computeIfAbsent(start(minute.key.time()), _ -> new LinkedHashMap<>())
                  .computeIfAbsent(ScoreGroup.of(dimensions), _ -> new ScoreFigures())
                  .add(minute.value);
            }
          });
    }
    return sums;
  }

  private List<ScoreAlert> look(long start, Map<ScoreGroup, ScoreFigures> groups) {
    List<ScoreAlert> given = new ArrayList<>();
    groups.forEach(
        (group, scores) -> {
          var band = properties.bands().get(group.rubric());
          StoreKey known = StoreKey.timeless(Family.BAND, group.text());
          ScoreAlert last = alerts.get(known);
          boolean wasOutside = last != null && last.getChange() == BandChange.LEFT;
          if (band != null
              && scores.scores() >= properties.minimum()
              && wasOutside == band.holds(scores.mean())) {
            ScoreAlert alert = alert(start, group, scores, band, wasOutside);
            alerts.put(known, alert);
            alerts.put(new StoreKey(Family.ALERT, start, group.text()), alert);
            given.add(alert);
          }
        });
    return given;
  }

  private ScoreAlert alert(
      long start,
      ScoreGroup group,
      ScoreFigures scores,
      AlertProperties.Band band,
      boolean wasOutside) {
    return ScoreAlert.newBuilder()
        .setChange(wasOutside ? BandChange.RETURNED : BandChange.LEFT)
        .setRubric(group.rubric())
        .setAgent(group.agent())
        .setPromptVersion(group.promptVersion())
        .setWindowStart(Instant.ofEpochMilli(start))
        .setWindowEnd(Instant.ofEpochMilli(start).plus(properties.window()))
        .setMean(scores.mean())
        .setScores(scores.scores())
        .setBandFrom(band.from())
        .setBandTo(band.to())
        .setLowerIsBetter(scores.lowerIsBetter())
        .setSimulated(scores.simulated())
        .build();
  }

  private long start(long millis) {
    long window = properties.window().toMillis();
    return millis / window * window;
  }
}
