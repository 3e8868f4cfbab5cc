package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.AnswerResult;
import dev.turnpike.judge.evaluation.Answered;
import dev.turnpike.judge.evaluation.ItemResult;
import dev.turnpike.judge.evaluation.Message;
import dev.turnpike.judge.evaluation.RubricInfo;
import dev.turnpike.judge.evaluation.ScoreResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An item: what was asked, the answers side by side, and what was thought of them. */
final class ItemBody {

  private ItemBody() {}

  static String of(View view, ItemResult item) {
    var before = view.before(item.id());
    return tags(item)
        + item.messages().stream().map(ItemBody::message).collect(Collectors.joining())
        + (item.reference() == null ? "" : said("Reference", item.reference()))
        + "<div class=\"sides\">\n%s%s</div>\n"
            .formatted(
                side("Now", item),
                before.map(earlier -> side(capital(view.earlier()), earlier)).orElse(""))
        + checks(item, before)
        + scores(view, item, before);
  }

  private static String tags(ItemResult item) {
    return item.tags().isEmpty()
        ? ""
        : "<p class=\"small quiet\">%s</p>\n".formatted(Html.text(String.join(", ", item.tags())));
  }

  private static String message(Message message) {
    return said(capital(message.role()), message.content());
  }

  private static String said(String who, String text) {
    return "<p class=\"who\">%s</p>\n<div class=\"said\">%s</div>\n"
        .formatted(Html.text(who), Html.text(text));
  }

  private static String side(String name, ItemResult item) {
    return "<div class=\"side\">\n%s</div>\n"
        .formatted(
            item.answers().stream()
                .map(answer -> answer(name, item.answers().size(), answer))
                .collect(Collectors.joining()));
  }

  private static String answer(String name, int answers, AnswerResult result) {
    var answered = result.answered();
    return said(
            answers == 1 ? name : "%s, time %d".formatted(name, result.repeat()),
            answered.answer().isEmpty() ? "(nothing)" : answered.answer())
        + (answered.error() == null
            ? ""
            : "<p class=\"small bad\">%s: %s</p>\n"
                .formatted(Html.text(answered.status()), Html.text(answered.error())))
        + "<p class=\"small quiet\">%s</p>\n".formatted(Html.text(facts(answered)));
  }

  private static String facts(Answered answered) {
    List<String> facts = new ArrayList<>();
    facts.add(answered.model());
    if (answered.firstTokenMs() != null) {
      facts.add("first token after " + Html.millis(answered.firstTokenMs()));
    }
    facts.add("all after " + Html.millis(answered.totalMs()));
    facts.add(
        "%s tokens read, %s written"
            .formatted(Html.count(answered.inputTokens()), Html.count(answered.outputTokens())));
    if (answered.costUsd() != null) {
      facts.add(Html.dollars(answered.costUsd()));
    }
    if (answered.attempts() > 1) {
      facts.add(answered.attempts() + " attempts");
    }
    if (!answered.tools().isEmpty()) {
      facts.add(
          "tools: "
              + answered.tools().stream()
                  .map(use -> use.failed() ? use.name() + " (failed)" : use.name())
                  .collect(Collectors.joining(", ")));
    }
    return facts.stream().filter(fact -> !fact.isEmpty()).collect(Collectors.joining(" · "));
  }

  private static String checks(ItemResult item, Optional<ItemResult> before) {
    if (item.checks().isEmpty()) {
      return "";
    }
    var rows = new StringBuilder();
    item.checks()
        .forEach(
            (check, passed) -> {
              var earlier = before.map(ItemResult::checks).map(all -> all.get(check));
              rows.append(
                  "<li><span class=\"mark %s\">%s</span> %s%s</li>\n"
                      .formatted(
                          passed ? "good" : "bad",
                          passed ? "✓" : "✗",
                          Html.text(check),
                          earlier.filter(then -> !then.equals(passed)).isPresent()
                              ? passed ? " (failed before)" : " (passed before)"
                              : ""));
            });
    return "<ul class=\"plain\">\n" + rows + "</ul>\n";
  }

  private static String scores(View view, ItemResult item, Optional<ItemResult> before) {
    var rows =
        view.run().rubrics().stream()
            .map(rubric -> row(view, rubric, item, before))
            .collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "<div class=\"scroll\"><table>\n<tr><th>rubric</th><th>now</th><th>why</th>%s</tr>\n%s</table></div>\n"
            .formatted(
                before.isPresent()
                    ? "<th>%s</th><th>why</th>".formatted(Html.text(view.earlier()))
                    : "",
                rows);
  }

  private static String row(
      View view, RubricInfo rubric, ItemResult item, Optional<ItemResult> before) {
    boolean compared = view.change(rubric.name()).isPresent();
    return "<tr><td>%s</td>%s%s</tr>\n"
        .formatted(
            Html.text(rubric.name()),
            cells(rubric, item),
            before
                .map(
                    earlier -> compared ? cells(rubric, earlier) : "<td></td><td>not compared</td>")
                .orElse(""));
  }

  private static String cells(RubricInfo rubric, ItemResult item) {
    var scores =
        item.answers().stream()
            .flatMap(answer -> answer.scores().stream())
            .filter(score -> score.rubric().equals(rubric.name()))
            .toList();
    return "<td class=\"number\">%s</td><td class=\"reason\">%s</td>"
        .formatted(
            scores.stream().map(ItemBody::figure).collect(Collectors.joining("<br>")),
            scores.stream().map(ItemBody::reason).collect(Collectors.joining("<br>")));
  }

  private static String figure(ScoreResult score) {
    return score.score() == null ? "–" : Html.score(score.score());
  }

  private static String reason(ScoreResult score) {
    return Html.text(
        score.missing() == null
            ? score.reasoning()
            : switch (score.missing()) {
              case "own_model" -> "not judged: it would be by the model that answered";
              case "no_verdict" -> "the judge gave no valid verdict";
              default -> "the judge could not be reached";
            });
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
