package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.BandChange;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/analytics}: for people and dashboards. */
@RestController
@RequestMapping("/api/v1/analytics")
class AnalyticsController {

  private static final Duration RECENT_ALERTS = Duration.ofDays(1);

  private final Answers answers;
  private final Instances instances;
  private final Question.Limits limits;
  private final InstantSource clock;

  AnalyticsController(
      Answers answers, Instances instances, Question.Limits limits, InstantSource clock) {
    this.answers = answers;
    this.instances = instances;
    this.limits = limits;
    this.clock = clock;
  }

  @GetMapping("/turns")
  Map<String, Object> turns(@RequestParam Map<String, String> parameters) {
    return answer(Kind.TURNS, parameters);
  }

  @GetMapping("/scores")
  Map<String, Object> scores(@RequestParam Map<String, String> parameters) {
    return answer(Kind.SCORES, parameters);
  }

  @GetMapping("/alerts")
  Map<String, Object> alerts(@RequestParam Map<String, String> parameters) {
    parameters.keySet().stream()
        .filter(name -> !name.equals("from") && !name.equals("to"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadQuestion(
                  "There is no parameter \"%s\": write from and to.".formatted(name));
            });
    Instant to = Question.instant("to", parameters.get("to"), clock.instant());
    Instant from = Question.instant("from", parameters.get("from"), to.minus(RECENT_ALERTS));
    if (!from.isBefore(to) || from.isBefore(Instant.EPOCH)) {
      throw new BadQuestion("from is %s, which is not before to, %s.".formatted(from, to));
    }
    Answers.Found<ScoreAlert> found = answers.alerts(from, to);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", from);
    answer.put("to", to);
    Answers.Found<ScoreAlert> last = answers.lastAlerts();
    answer.put("partial", !found.missing().isEmpty() || !last.missing().isEmpty());
    answer.put("open", open(last.items()));
    answer.put("alerts", rows(found.items()));
    return answer;
  }

  /** The last hour, in few words. */
  @GetMapping
  Map<String, Object> overview() {
    Map<String, String> total = Map.of("granularity", "total", "group_by", "status");
    Map<String, String> rubrics =
        Map.of("granularity", "total", "group_by", "rubric", "rejudged", "false");
    Map<String, Object> turns = answer(Kind.TURNS, total);
    Map<String, Object> scores = answer(Kind.SCORES, rubrics);
    Answers.Found<ScoreAlert> last = answers.lastAlerts();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", turns.get("from"));
    answer.put("to", turns.get("to"));
    answer.put(
        "partial",
        Boolean.TRUE.equals(turns.get("partial"))
            || Boolean.TRUE.equals(scores.get("partial"))
            || !last.missing().isEmpty());
    answer.put("turns", turns.get("rows"));
    answer.put("scores", scores.get("rows"));
    answer.put("open_alerts", open(last.items()));
    answer.put("instances", instances.addresses());
    return answer;
  }

  private Map<String, Object> answer(Kind kind, Map<String, String> parameters) {
    Question question = Question.of(kind, parameters, clock.instant(), limits);
    Answers.Found<Rollup> found = answers.rollups(question);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", question.from());
    answer.put("to", question.to());
    answer.put("granularity", question.step().label());
    answer.put("group_by", question.groupBy());
    answer.put("partial", !found.missing().isEmpty());
    answer.put("missing_partitions", found.missing());
    answer.put("simulated", Rows.simulated(found.items()));
    answer.put("rows", Rows.of(found.items(), question.groupBy()));
    return answer;
  }

  private static List<Map<String, Object>> open(List<ScoreAlert> last) {
    return rows(last.stream().filter(each -> each.getChange() == BandChange.LEFT).toList());
  }

  /** Newest first. */
  private static List<Map<String, Object>> rows(List<ScoreAlert> alerts) {
    return alerts.stream()
        .sorted(Comparator.comparing(ScoreAlert::getWindowStart).reversed())
        .map(Rows::row)
        .toList();
  }
}
