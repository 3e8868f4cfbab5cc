package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.ItemResult;
import dev.turnpike.judge.evaluation.RubricInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All items, those that fared worst first; each opens. */
final class ItemList {

  private static final int ASKED = 160;

  private ItemList() {}

  static String of(View view) {
    return "<section>\n<h2>Items</h2>\n<p class=\"small quiet\">%s</p>\n%s</section>\n"
        .formatted(
            view.comparison() == null
                ? "The lowest marks first. Open one to read it."
                : "The greatest losses first. Open one to read both answers.",
            sorted(view).stream().map(item -> item(view, item)).collect(Collectors.joining()));
  }

  private static List<ItemResult> sorted(View view) {
    return view.run().items().stream()
        .sorted(
            Comparator.comparing(ItemList::isWhole)
                .thenComparing(ItemList::checksHold)
                .thenComparingDouble(item -> view.gain(item.id()))
                .thenComparingDouble(item -> goodness(view, item)))
        .toList();
  }

  private static boolean isWhole(ItemResult item) {
    return item.answers().stream().allMatch(answer -> answer.answered().completed());
  }

  private static boolean checksHold(ItemResult item) {
    return !item.checks().containsValue(false);
  }

  private static double goodness(View view, ItemResult item) {
    double sum = 0;
    for (var rubric : view.run().rubrics()) {
      double score = item.score(rubric.name()).orElse(0);
      sum += rubric.lowerIsBetter() ? 1 - score : score;
    }
    return sum;
  }

  private static String item(View view, ItemResult item) {
    return """
        <details class="item">
        <summary><span class="name">%s</span><span class="chips">%s</span><span class="asked">%s</span></summary>
        <div class="body">
        %s</div>
        </details>
        """
        .formatted(
            Html.text(item.id()),
            chips(view, item),
            Html.text(oneLine(item.messages().getLast().content())),
            ItemBody.of(view, item));
  }

  private static String chips(View view, ItemResult item) {
    var chips = new StringBuilder();
    if (!isWhole(item)) {
      chips.append(chip("bad", "✗ not completed"));
    }
    long broken = item.checks().values().stream().filter(passed -> !passed).count();
    if (broken > 0) {
      chips.append(chip("bad", broken == 1 ? "✗ 1 check" : "✗ %d checks".formatted(broken)));
    }
    for (var rubric : view.run().rubrics()) {
      var score = item.score(rubric.name());
      if (score.isPresent()) {
        chips.append(chip(tone(view, item, rubric), label(rubric, score.getAsDouble())));
      }
    }
    return chips.toString();
  }

  private static String tone(View view, ItemResult item, RubricInfo rubric) {
    return view.change(rubric.name()).stream()
        .flatMap(change -> change.pairs().stream())
        .filter(pair -> pair.item().equals(item.id()))
        .map(pair -> Html.tone(pair.gain()))
        .findFirst()
        .orElse("even");
  }

  private static String label(RubricInfo rubric, double score) {
    return "%s %s"
        .formatted(
            rubric.name().length() <= 6 ? rubric.name() : rubric.name().substring(0, 4) + ".",
            Html.score(score));
  }

  private static String chip(String tone, String text) {
    return "<span class=\"chip %s\">%s</span> ".formatted(tone, Html.text(text));
  }

  private static String oneLine(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    return Optional.of(line)
        .filter(each -> each.length() > ASKED)
        .map(each -> each.substring(0, each.offsetByCodePoints(0, ASKED / 2)) + "…")
        .orElse(line);
  }
}
