package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.Totals;
import java.util.Objects;

/** The figures that are looked at first. */
final class Tiles {

  private Tiles() {}

  static String of(View view) {
    var totals = Objects.requireNonNull(view.run().totals());
    var tiles = new StringBuilder("<section class=\"tiles\" aria-label=\"Totals\">\n");
    tiles.append(
        tile(
            "%s of %s".formatted(Html.count(totals.completed()), Html.count(totals.answers())),
            "answers completed"));
    if (totals.checks() > 0) {
      tiles.append(
          tile(
              "%s of %s".formatted(Html.count(totals.checksPassed()), Html.count(totals.checks())),
              "checks passed"));
    }
    tiles.append(latency(totals.firstTokenMs(), "to the first token, p50"));
    tiles.append(latency(totals.totalMs(), "to the whole answer, p50"));
    tiles.append(
        tile(
            Html.count(totals.inputTokens() + totals.outputTokens()),
            "tokens, %s of them written".formatted(Html.count(totals.outputTokens()))));
    tiles.append(
        tile(
            totals.costUsd() == null ? "–" : Html.dollars(totals.costUsd()),
            totals.costUsd() == null ? "cost: the model has no price" : "cost of the answers"));
    tiles.append(judging(totals.judging()));
    return tiles.append("</section>\n").toString();
  }

  private static String judging(Totals.Judging judging) {
    var tokens = Html.count(judging.inputTokens() + judging.outputTokens());
    return judging.costUsd() == null
        ? tile(tokens, "tokens for judging")
        : tile(Html.dollars(judging.costUsd()), "for judging, %s tokens".formatted(tokens));
  }

  private static String latency(
      Totals.@org.jspecify.annotations.Nullable Latency latency, String what) {
    return latency == null
        ? ""
        : tile(
            Html.millis(latency.p50()), "%s; p95 %s".formatted(what, Html.millis(latency.p95())));
  }

  private static String tile(String figure, String what) {
    return "<div class=\"tile\"><b>%s</b><span>%s</span></div>\n"
        .formatted(Html.text(figure), Html.text(what));
  }
}
