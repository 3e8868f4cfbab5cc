package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.ItemResult;
import dev.turnpike.judge.evaluation.RubricChange;
import dev.turnpike.judge.evaluation.RubricInfo;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** For each rubric the mean, how sure its change is, the distribution, and what changed. */
final class RubricCards {

  private RubricCards() {}

  static String of(View view) {
    if (view.run().rubrics().isEmpty()) {
      return "";
    }
    return "<section>\n<h2>Scores</h2>\n%s<div class=\"cards\">\n%s</div>\n</section>\n"
        .formatted(
            key(view),
            view.run().rubrics().stream()
                .map(rubric -> card(view, rubric))
                .collect(Collectors.joining()));
  }

  private static String key(View view) {
    return view.comparison() == null
        ? ""
        : """
        <p class="key"><span><i></i>now</span><span><i class="then"></i>%s</span>\
        <span><i class="good"></i>better</span><span><i class="bad"></i>worse</span></p>
        """
            .formatted(view.earlier());
  }

  private static String card(View view, RubricInfo rubric) {
    var scores = scores(view.run().items(), rubric);
    var change = view.change(rubric.name());
    var mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    var card = new StringBuilder("<article class=\"card\">\n<div class=\"top\"><h3>");
    card.append(Html.text(rubric.name())).append("</h3><span class=\"big\">");
    card.append(Html.score(mean)).append("</span></div>\n<p class=\"small quiet\">");
    card.append(rubric.lowerIsBetter() ? "0 is best" : "1 is best");
    card.append(" · judged by ").append(Html.text(rubric.judgeModel())).append("</p>\n");
    change.ifPresent(some -> card.append(gain(view, some)));
    card.append(
        ScoreHistogram.of(
            rubric.name(), scores, change.map(_ -> before(view, rubric)).orElse(List.of())));
    change.ifPresent(some -> card.append(ChangePlot.of(some)));
    return card.append("</article>\n").toString();
  }

  private static String gain(View view, RubricChange change) {
    return """
        <p><span class="chip %s">%s</span> <span class="small quiet">%s → %s; %d better, %d worse, %d the same</span></p>
        %s"""
        .formatted(
            tone(change),
            Html.gain(change.gain()),
            Html.score(change.before()),
            Html.score(change.after()),
            change.better(),
            change.worse(),
            change.same(),
            change.isKnown()
                ? GainPlot.of(change, view.run().settings().tolerance())
                : "<p class=\"small quiet\">Too few items for an interval.</p>\n");
  }

  /** Good or bad only where that is sure. */
  static String tone(RubricChange change) {
    return change.isKnown() && !change.interval().contains(0) ? Html.tone(change.gain()) : "even";
  }

  private static List<Double> before(View view, RubricInfo rubric) {
    return scores(
        view.run().items().stream().flatMap(item -> view.before(item.id()).stream()).toList(),
        rubric);
  }

  private static List<Double> scores(Collection<ItemResult> items, RubricInfo rubric) {
    return items.stream()
        .flatMapToDouble(item -> item.score(rubric.name()).stream())
        .boxed()
        .toList();
  }
}
