package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.statistics.Quantiles;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures over all answers.
 *
 * @param scores the mean over the items, by rubric; without those that have none
 * @param missing why how many scores are missing, by reason
 * @param firstTokenMs null if no answer came
 * @param costUsd null when any model has no price
 * @param judging what grading used
 */
public record Totals(
    int answers,
    int completed,
    int checks,
    int checksPassed,
    Map<String, Double> scores,
    Map<String, Integer> missing,
    @Nullable Latency firstTokenMs,
    @Nullable Latency totalMs,
    long inputTokens,
    long outputTokens,
    @Nullable Double costUsd,
    Judging judging) {

  /** Over answers that completed. */
  public record Latency(double p50, double p95, double most) {}

  /**
   * @param costUsd null when the judging model has no price
   */
  public record Judging(long inputTokens, long outputTokens, @Nullable Double costUsd) {

    public static final Judging NONE = new Judging(0, 0, null);
  }

  static Totals of(List<ItemResult> items, List<RubricInfo> rubrics, Judging judging) {
    var answers = items.stream().flatMap(item -> item.answers().stream()).toList();
    var answered = answers.stream().map(AnswerResult::answered).toList();
    var completed = answered.stream().filter(Answered::completed).toList();
    var checks = items.stream().flatMap(item -> item.checks().values().stream()).toList();
    Map<String, Double> scores = new LinkedHashMap<>();
    for (var rubric : rubrics) {
      items.stream()
          .flatMapToDouble(item -> item.score(rubric.name()).stream())
          .average()
          .ifPresent(mean -> scores.put(rubric.name(), mean));
    }
    return new Totals(
        answers.size(),
        completed.size(),
        checks.size(),
        (int) checks.stream().filter(passed -> passed).count(),
        scores,
        missing(answers),
        latency(completed, Answered::firstTokenMs),
        latency(completed, Answered::totalMs),
        answered.stream().mapToLong(Answered::inputTokens).sum(),
        answered.stream().mapToLong(Answered::outputTokens).sum(),
        cost(answered),
        judging);
  }

  public int failed() {
    return answers - completed;
  }

  private static Map<String, Integer> missing(List<AnswerResult> answers) {
    Map<String, Integer> missing = new LinkedHashMap<>();
    answers.stream()
        .flatMap(answer -> answer.scores().stream())
        .map(ScoreResult::missing)
        .filter(Objects::nonNull)
        .forEach(why -> missing.merge(why, 1, Integer::sum));
    return missing;
  }

  private static @Nullable Latency latency(
      Collection<Answered> answered, Function<Answered, @Nullable Double> figure) {
    var millis = answered.stream().map(figure).filter(Objects::nonNull).toList();
    return millis.isEmpty()
        ? null
        : new Latency(
            Quantiles.of(millis, 0.5), Quantiles.of(millis, 0.95), Quantiles.of(millis, 1));
  }

  private static @Nullable Double cost(Collection<Answered> answered) {
    double sum = 0;
    for (var each : answered) {
      if (each.costUsd() == null && each.completed()) {
        return null;
      }
      sum += each.costUsd() == null ? 0 : each.costUsd();
    }
    return sum;
  }
}
