package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many times as much of everything it takes now, over the paired items' answers that completed;
 * null where there is nothing to divide by.
 *
 * @param firstToken of the medians, as is {@code total}
 * @param inputTokens of the means, as are {@code outputTokens} and {@code cost}
 */
public record Ratios(
    @Nullable Double firstToken,
    @Nullable Double total,
    @Nullable Double inputTokens,
    @Nullable Double outputTokens,
    @Nullable Double cost) {

  static Ratios of(List<ItemResult> before, List<ItemResult> after) {
    var then = completed(before);
    var now = completed(after);
    return new Ratios(
        ratio(median(now, Answered::firstTokenMs), median(then, Answered::firstTokenMs)),
        ratio(median(now, Answered::totalMs), median(then, Answered::totalMs)),
        ratio(
            mean(now, each -> (double) each.inputTokens()),
            mean(then, each -> (double) each.inputTokens())),
        ratio(
            mean(now, each -> (double) each.outputTokens()),
            mean(then, each -> (double) each.outputTokens())),
        ratio(mean(now, Answered::costUsd), mean(then, Answered::costUsd)));
  }

  private static List<Answered> completed(List<ItemResult> items) {
    return items.stream()
        .flatMap(item -> item.answers().stream())
        .map(AnswerResult::answered)
        .filter(Answered::completed)
        .toList();
  }

  private static double median(
      List<Answered> answers, Function<Answered, @Nullable Double> figure) {
    List<Double> values = new ArrayList<>();
    figures(answers, figure).forEach(values::add);
    return Quantiles.of(values, 0.5);
  }

  /** NaN when one of them is not known: a sum without it would mislead. */
  private static double mean(List<Answered> answers, Function<Answered, @Nullable Double> figure) {
    if (figures(answers, figure).count() < answers.size()) {
      return Double.NaN;
    }
    return figures(answers, figure).mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static Stream<Double> figures(
      List<Answered> answers, Function<Answered, @Nullable Double> figure) {
    return answers.stream().map(figure).filter(Objects::nonNull);
  }

  private static @Nullable Double ratio(double now, double then) {
    double ratio = now / then;
    return Double.isFinite(ratio) && then > 0 ? ratio : null;
  }
}
