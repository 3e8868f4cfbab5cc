package dev.turnpike.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as a page of Markdown. */
final class StressPage {
  private final StressResult result;
  private final StressResult.Figures figures;
  private final StressSettings settings;

  private StressPage(StressResult result) {
    this.result = result;
    this.figures = result.figures();
    this.settings = result.settings();
  }

  /**
   * @param picture the name of its file
   */
  static List<String> lines(StressResult result, String picture) {
    StressPage page = new StressPage(result);
    List<String> lines = new ArrayList<>();
    lines.add("# Stress: " + result.name());
    lines.add("");
    lines.add(page.head());
    lines.add("");
    lines.addAll(claims(result));
    lines.add("");
    lines.add("![Users through each step, and how long chats took](%s)".formatted(picture));
    lines.add("");
    lines.addAll(page.storm());
    lines.addAll(page.hashing());
    lines.addAll(page.carried());
    lines.addAll(page.together());
    lines.addAll(page.failures());
    lines.add("Machine: %s.".formatted(result.machine().inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/stress.md`.");
    return lines;
  }

  /** The table that the command shows, too. */
  static List<String> claims(StressResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("| claim | bound | measured | |");
    lines.add("|---|---|---|---|");
    result
        .claims()
        .forEach(
            each ->
                lines.add(
                    "| %s | %s | %s | %s |"
                        .formatted(each.claim(), each.bound(), each.measured(), each.mark())));
    return lines;
  }

  private String head() {
    return "%s, %s, commit `%s`%s, %s. %d users; the simulated model `%s` stands in for a real one."
        .formatted(
            result.startedAt(),
            result.system(),
            result.checkout().shortCommit(),
            result.checkout().dirty() ? " with changes" : "",
            limits(),
            settings.users(),
            settings.model());
  }

  private String limits() {
    return settings.perAddress() == 0
        ? "limits off"
        : "limits on, %d users at each address".formatted(settings.perAddress());
  }

  private List<String> storm() {
    List<String> lines = new ArrayList<>();
    lines.add("## Everything at once");
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "All users were through after %.1f s. Times in milliseconds.",
            figures.stormSeconds()));
    lines.add("");
    lines.add(
        "| step | done | told to come again: 429 | 503 | … users | longest Retry-After, s | answer: average | p50 | p95 | p99 | with pauses: average | p50 | p95 | p99 |");
    lines.add("|---|" + "---:|".repeat(13));
    figures.storm().forEach((step, counts) -> lines.add(row(step.inWords(), counts)));
    lines.add("");
    return lines;
  }

  private static String row(String name, Counts counts) {
    return "| %s | %d | %d | %d | %d | %d | %s | %s |"
        .formatted(
            name,
            counts.done(),
            counts.refused(429),
            counts.refused(503),
            counts.refusedTasks(),
            counts.longestPauseSeconds(),
            times(counts.answer()),
            times(counts.whole()));
  }

  private static String times(Times times) {
    return String.format(
        Locale.ROOT,
        "%.0f | %.0f | %.0f | %.0f",
        times.average(),
        times.p50(),
        times.p95(),
        times.p99());
  }

  private List<String> hashing() {
    Hashing hashing = figures.hashing();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Each registration and each login is one hash: %d of them in %.1f s, %.2f a second, half of which are logins.",
            hashing.hashes(),
            hashing.seconds(),
            hashing.perSecond()));
    if (hashing.hashMillis() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "One takes %.1f ms alone, so %d hashing thread%s could do %.2f a second at most: %.0f %% of that was reached, on processors that chats, broker, database and the users themselves shared.",
              hashing.hashMillis(),
              hashing.threads(),
              hashing.threads() == 1 ? "" : "s",
              hashing.allowed(),
              100 * hashing.share()));
    }
    lines.add("");
    return lines;
  }

  private List<String> carried() {
    List<String> lines = new ArrayList<>();
    StressResult.Sides sides = figures.carried();
    Side turnpike = sides.turnpike();
    lines.add("## Chats one by one");
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "The load: %.1f chats a second, %.0f streams at once on average and %d at most, %.0f tokens a second.",
            turnpike.chatsPerSecond(),
            turnpike.averageOpen(),
            turnpike.mostOpen(),
            turnpike.tokensPerSecond()));
    lines.add(
        "Processors busy meanwhile, of %d: %s."
            .formatted(result.machine().processors(), busy(figures.processors())));
    lines.add("");
    lines.addAll(sides(sides));
    return lines;
  }

  private static String busy(Map<String, Double> processors) {
    return processors.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private List<String> together() {
    List<String> lines = new ArrayList<>();
    lines.add("## All in the same moment");
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d chats begin at once; the last ended after %.1f s (%.0f tokens a second), of the model asked directly after %.1f s. This is more than the machine carries: nothing is claimed but that all complete.",
            figures.through(),
            figures.together().turnpike().seconds(),
            figures.together().turnpike().tokensPerSecond(),
            figures.together().model().seconds()));
    lines.add("");
    lines.addAll(sides(figures.together()));
    return lines;
  }

  private static List<String> sides(StressResult.Sides sides) {
    Side ours = sides.turnpike();
    Side model = sides.model();
    List<String> lines = new ArrayList<>();
    lines.add("| times in ms | Turnpike | model directly | ratio |");
    lines.add("|---|---:|---:|---:|");
    lines.add("| chats done | %d | %d | |".formatted(ours.counts().done(), model.counts().done()));
    lines.add(
        "| … told to come again (429, 503) | %d, %d | %d, %d | |"
            .formatted(
                ours.counts().refused(429),
                ours.counts().refused(503),
                model.counts().refused(429),
                model.counts().refused(503)));
    row(
        lines,
        "**whole answer, average**",
        ours.counts().whole().average(),
        model.counts().whole().average());
    row(lines, "… p50", ours.counts().whole().p50(), model.counts().whole().p50());
    row(lines, "… p95", ours.counts().whole().p95(), model.counts().whole().p95());
    row(lines, "… p99", ours.counts().whole().p99(), model.counts().whole().p99());
    row(lines, "first token, average", ours.firstToken().average(), model.firstToken().average());
    row(lines, "… p99", ours.firstToken().p99(), model.firstToken().p99());
    lines.add("");
    return lines;
  }

  private static void row(List<String> lines, String name, double ours, double model) {
    lines.add(
        String.format(
            Locale.ROOT,
            "| %s | %.0f | %.0f | %.3f |",
            name,
            ours,
            model,
            model == 0 ? 0 : ours / model));
  }

  private List<String> failures() {
    List<String> lines = new ArrayList<>();
    figures.storm().forEach((step, counts) -> failures(lines, step.inWords(), counts.failures()));
    failures(lines, "chat, one by one", figures.carried().turnpike().counts().failures());
    failures(lines, "chat, all at once", figures.together().turnpike().counts().failures());
    failures(lines, "model directly, one by one", figures.carried().model().counts().failures());
    failures(lines, "model directly, all at once", figures.together().model().counts().failures());
    if (!lines.isEmpty()) {
      lines.addFirst("");
      lines.addFirst("## What failed");
      lines.add("");
    }
    return lines;
  }

  private static void failures(List<String> lines, String where, Map<String, Integer> failures) {
    failures.forEach((reason, count) -> lines.add("- %s: %d × %s".formatted(where, count, reason)));
  }
}
