package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.stats.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A result for readers: what a row means is in its first cell. */
public final class Table {
  private final Result result;
  private final List<String> lines = new ArrayList<>();

  private Table(Result result) {
    this.result = result;
  }

  /** With heading, table and circumstances, as Markdown. */
  public static String markdown(Result result, String picture) {
    Table table = new Table(result);
    table.heading();
    table.rows();
    table.lines.add("");
    table.lines.add("![Added time to first token, and gaps](%s)".formatted(picture));
    table.circumstances();
    return String.join("\n", table.lines) + "\n";
  }

  /** The table alone. */
  public static List<String> rows(Result result) {
    Table table = new Table(result);
    table.rows();
    return table.lines;
  }

  private void heading() {
    lines.add("# Bench: " + result.name());
    lines.add("");
    lines.add(
        "%s, %s, commit `%s`%s. Times in milliseconds; model `%s`."
            .formatted(
                result.startedAt(),
                result.system(),
                result.checkout().shortCommit(),
                result.checkout().dirty() ? " with changes" : "",
                result.settings().model()));
    lines.add("");
  }

  private void rows() {
    row("at once", level -> Integer.toString(level.concurrency()));
    lines.add("|---|" + "---:|".repeat(result.levels().size()));
    firstToken();
    row(
        "gap between tokens p50 / p99, Turnpike",
        level -> two(level.turnpike().gap().p50(), level.turnpike().gap().p99()));
    row("… direct", level -> two(level.model().gap().p50(), level.model().gap().p99()));
    row("**… added**", level -> bold(more(level.added().gap().p50(), level.added().gap().p99())));
    row(
        "end of stream after the direct one's p50 / p99",
        level -> more(level.added().whole().p50(), level.added().whole().p99()));
    row(
        "turns/s, Turnpike / direct",
        level -> two(level.turnpike().turnsPerSecond(), level.model().turnsPerSecond()));
    row("… ratio", level -> number(3, level.turnsPerSecondRatio()));
    row("turns, Turnpike + direct", level -> both(level, SideResult::turns));
    row("refused at once (429, 503), Turnpike + direct", level -> both(level, SideResult::refused));
    row("failed or wrong, Turnpike + direct", level -> both(level, SideResult::failed));
    row(
        "bytes per token on the wire, Turnpike / direct",
        level -> two(level.turnpike().bytesPerToken(), level.model().bytesPerToken()));
    cost();
    row("noise: processors used by others", LevelNoise::processors);
    row("noise: load average", level -> number(1, level.noise().loadAverage()));
  }

  private void firstToken() {
    row(
        "time to first token p50 / p99, Turnpike",
        level -> two(level.turnpike().firstToken().p50(), level.turnpike().firstToken().p99()));
    row(
        "… direct",
        level -> two(level.model().firstToken().p50(), level.model().firstToken().p99()));
    row(
        "**… added**",
        level -> bold(more(level.added().firstToken().p50(), level.added().firstToken().p99())));
    row(
        "… added, p50 of each pair of blocks: quartiles",
        level -> {
          Spread spread = level.added().firstTokenByPair();
          return "%s … %s … %s"
              .formatted(
                  number(1, spread.lower()), number(1, spread.median()), number(1, spread.upper()));
        });
    row(
        "… added p50 / p99, in the least disturbed quarter of the pairs",
        level ->
            more(
                level.added().quietest().firstToken().p50(),
                level.added().quietest().firstToken().p99()));
  }

  private void cost() {
    row(
        "**CPU ms per 1,000 tokens: ingress, worker, broker, database**",
        level -> bold(number(0, level.cpu().per1000Tokens())));
    row("… less what they use when idle", level -> number(0, level.cpu().per1000TokensAboveIdle()));
    row(
        "… memory and judging, after the turns",
        level -> number(0, level.cpu().backgroundPer1000Tokens()));
    row("… idle, CPU ms per second", level -> number(0, level.cpu().idlePerSecond()));
    row("memory, MB", LevelNoise::megabytes);
  }

  private void circumstances() {
    lines.add("");
    for (LevelResult level : result.levels()) {
      lines.add("At %d at once:".formatted(level.concurrency()));
      lines.add("");
      lines.add(
          "- CPU ms per 1,000 tokens by process: " + listed(level.cpu().byGroupPer1000Tokens()));
      lines.add(
          "- memory in MB: "
              + level.memory().entrySet().stream()
                  .map(each -> each.getKey() + " " + number(0, each.getValue().megabytes()))
                  .collect(Collectors.joining(", ")));
      failures("Turnpike", level.turnpike());
      failures("direct", level.model());
      lines.add("");
    }
    lines.add("Machine: %s.".formatted(result.machine().inWords()));
    lines.add("");
    lines.add("What the figures mean is in `docs/benchmarks.md`.");
  }

  private void failures(String side, SideResult figures) {
    figures
        .failures()
        .forEach((reason, count) -> lines.add("- %s: %d × %s".formatted(side, count, reason)));
  }

  private void row(String name, Function<LevelResult, String> cell) {
    lines.add(
        "| %s | %s |"
            .formatted(
                name, result.levels().stream().map(cell).collect(Collectors.joining(" | "))));
  }

  private static String listed(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + number(0, each.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String both(LevelResult level, Function<SideResult, Long> figure) {
    return "%d + %d".formatted(figure.apply(level.turnpike()), figure.apply(level.model()));
  }

  private static String two(double first, double second) {
    return number(1, first) + " / " + number(1, second);
  }

  private static String more(double first, double second) {
    return String.format(Locale.ROOT, "%+.1f / %+.1f", first, second);
  }

  private static String bold(String text) {
    return "**" + text + "**";
  }

  private static String number(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Cells that sum up several figures. */
  private static final class LevelNoise {
    static String processors(LevelResult level) {
      return two(
          level.noise().otherProcessorsDuringTurnpike(),
          level.noise().otherProcessorsDuringModel());
    }

    static String megabytes(LevelResult level) {
      return number(
          0,
          level.memory().entrySet().stream()
              .filter(each -> !each.getKey().equals("bench") && !each.getKey().equals("model"))
              .mapToDouble(each -> each.getValue().megabytes())
              .sum());
    }
  }
}
