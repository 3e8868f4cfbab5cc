package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.AnswerResult;
import dev.turnpike.judge.evaluation.Answered;
import dev.turnpike.judge.evaluation.ItemResult;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long answers took, and what they consumed. */
final class EffortCards {

  private EffortCards() {}

  static String of(View view) {
    var now = answers(view.run().items());
    var before =
        answers(
            view.run().items().stream().flatMap(item -> view.before(item.id()).stream()).toList());
    return """
        <section>
        <h2>Time, tokens, cost</h2>
        <div class="cards">
        %s%s%s</div>
        </section>
        """
        .formatted(
            latency(view, "Time to the first token", Answered::firstTokenMs, now, before),
            latency(view, "Time to the whole answer", Answered::totalMs, now, before),
            consumption(view, now, before));
  }

  private static String latency(
      View view,
      String title,
      Function<Answered, @Nullable Double> figure,
      List<Answered> now,
      List<Answered> before) {
    var times = figures(now, figure).toList();
    if (times.isEmpty()) {
      return "";
    }
    var ratio = ratio(view, title.contains("first"));
    return """
        <article class="card">
        <div class="top"><h3>%s</h3>%s</div>
        <p class="small quiet">the share of answers that are there after that time%s</p>
        %s</article>
        """
        .formatted(
            title,
            ratio == null ? "" : "<span class=\"chip even\">%s</span>".formatted(Html.times(ratio)),
            before.isEmpty() ? "" : "; dashed: " + view.earlier(),
            LatencyCurves.of(title, times, figures(before, figure).toList()));
  }

  private static @Nullable Double ratio(View view, boolean first) {
    if (view.comparison() == null) {
      return null;
    }
    return first ? view.comparison().ratios().firstToken() : view.comparison().ratios().total();
  }

  private static String consumption(View view, List<Answered> now, List<Answered> before) {
    var rows =
        Stream.of(
                row("tokens read", Answered::inputTokens, now, before),
                row("tokens written", Answered::outputTokens, now, before),
                row("tool calls", each -> each.tools().size(), now, before),
                costs(now, before))
            .collect(Collectors.joining());
    return """
        <article class="card">
        <div class="top"><h3>Per answer</h3></div>
        <div class="scroll"><table>
        <tr><th>mean</th><th>now</th>%s</tr>
        %s</table></div>
        </article>
        """
        .formatted(before.isEmpty() ? "" : "<th>%s</th><th></th>".formatted(view.earlier()), rows);
  }

  private static String row(
      String name,
      Function<Answered, ? extends Number> figure,
      List<Answered> now,
      List<Answered> before) {
    double mean = mean(now, figure);
    double then = mean(before, figure);
    return cells(name, number(mean), before.isEmpty() ? null : number(then), mean / then);
  }

  private static String costs(List<Answered> now, List<Answered> before) {
    boolean priced = now.stream().allMatch(each -> each.costUsd() != null) && !now.isEmpty();
    if (!priced) {
      return "";
    }
    Function<Answered, Double> cost = each -> Objects.requireNonNullElse(each.costUsd(), 0.0);
    double then =
        before.stream().anyMatch(each -> each.costUsd() == null) ? Double.NaN : mean(before, cost);
    return cells(
        "cost",
        Html.dollars(mean(now, cost)),
        before.isEmpty() ? null : Double.isNaN(then) ? "–" : Html.dollars(then),
        mean(now, cost) / then);
  }

  private static String cells(String name, String now, @Nullable String then, double ratio) {
    return "<tr><td>%s</td><td class=\"number\">%s</td>%s</tr>\n"
        .formatted(
            name,
            now,
            then == null
                ? ""
                : "<td class=\"number\">%s</td><td class=\"number quiet\">%s</td>"
                    .formatted(then, Double.isFinite(ratio) ? Html.times(ratio) : ""));
  }

  private static String number(double mean) {
    return Double.isNaN(mean)
        ? "–"
        : mean < 10
            ? String.format(java.util.Locale.ROOT, "%.1f", mean)
            : Html.count(Math.round(mean));
  }

  private static double mean(List<Answered> answers, Function<Answered, ? extends Number> figure) {
    return answers.stream()
        .mapToDouble(each -> figure.apply(each).doubleValue())
        .average()
        .orElse(Double.NaN);
  }

  private static Stream<Double> figures(
      List<Answered> answers, Function<Answered, @Nullable Double> figure) {
    return answers.stream().map(figure).filter(Objects::nonNull);
  }

  private static List<Answered> answers(Collection<ItemResult> items) {
    return items.stream()
        .flatMap(item -> item.answers().stream())
        .map(AnswerResult::answered)
        .filter(Answered::completed)
        .toList();
  }
}
