package dev.turnpike.bench.soak;

import dev.turnpike.bench.system.LiveHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A soak for readers. */
final class SoakPage {
  private static final double LATE_MILLIS = 5;

  private final SoakResult result;

  SoakPage(SoakResult result) {
    this.result = result;
  }

  /** The whole page, as Markdown. */
  List<String> lines(String picture) {
    List<String> lines = new ArrayList<>();
    lines.add("# Soak: " + result.name());
    lines.add("");
    lines.add(
        "%s, %s, commit `%s`%s. %s chats a second for %s minutes, %,d turns. Model `%s`, the simulated one, which stands in for a real one."
            .formatted(
                result.startedAt(),
                result.system(),
                result.checkout().shortCommit(),
                result.checkout().dirty() ? " with changes" : "",
                result.settings().rate(),
                result.settings().minutes(),
                result.turns(),
                result.settings().model()));
    lines.add("");
    lines.addAll(checks());
    lines.add("");
    lines.add("![Memory, times, threads and files over time](%s.svg)".formatted(picture));
    lines.add("");
    lines.addAll(bounds());
    lines.addAll(growth());
    lines.addAll(kept());
    lines.add("");
    lines.addAll(readings());
    lines.add("");
    lines.addAll(circumstances());
    return lines;
  }

  /** The verdicts alone. */
  List<String> checks() {
    List<String> rows = new ArrayList<>();
    rows.add("| what must be so | found | held |");
    rows.add("|---|---|---|");
    for (Check check : result.checks()) {
      rows.add(
          "| %s | %s | %s |"
              .formatted(check.claim(), check.found(), check.held() ? "yes" : "**no**"));
    }
    return rows;
  }

  private static List<String> bounds() {
    return List.of(
        "Why these bounds:",
        "",
        "- The live heap is what is left after a collection of all garbage. Its trend is the median"
            + " slope between all pairs of readings of the second half (Theil and Sen), when pools and"
            + " caches are filled. It fails if it grows by more than a tenth of its level in an hour (5"
            + " MB, if that is more) and if the 95 % interval of the slope does not hold 0: at 20 turns"
            + " a second, 5 MB an hour are 73 bytes a turn.",
        "- Threads, open files and resident memory are compared by the medians of the middle third and"
            + " of the last: what leaks goes on growing, what is only pooled has its size by then.",
        "- So are the times that Turnpike adds. The bound is wide at p99, which rests on few turns.",
        "- Tables and topics grow with the turns and must: that is told for each turn, not judged.",
        "");
  }

  private List<String> growth() {
    List<String> lines = new ArrayList<>();
    for (HeapTrend trend : result.trends()) {
      List<LiveHeap.Growth> classes = result.growth().get(trend.process());
      if (trend.grows() && classes != null) {
        lines.add(
            "What grew in the heap of %s from half-time on: %s."
                .formatted(
                    trend.process(),
                    classes.stream()
                        .map(
                            each ->
                                String.format(
                                    Locale.ROOT, "`%s` %+.2f MB", each.name(), each.megabytes()))
                        .collect(Collectors.joining(", "))));
        lines.add("");
      }
    }
    return lines;
  }

  private List<String> kept() {
    List<String> lines = new ArrayList<>();
    lines.add("| kept | rows for each turn | bytes for each turn |");
    lines.add("|---|---:|---:|");
    new TreeMap<>(difference(result.before().tableBytes(), result.after().tableBytes()))
        .forEach(
            (table, bytes) -> {
              long rows =
                  result.after().rows().getOrDefault(table, 0L)
                      - result.before().rows().getOrDefault(table, 0L);
              if (rows != 0 || bytes != 0) {
                lines.add(kept("table " + table, perTurn(rows, 2), perTurn(bytes, 0)));
              }
            });
    new TreeMap<>(difference(result.before().topicBytes(), result.after().topicBytes()))
        .forEach(
            (topic, bytes) -> {
              if (bytes != 0) {
                lines.add(kept("topic " + topic, "", perTurn(bytes, 0)));
              }
            });
    return lines;
  }

  private static String kept(String what, String rows, String bytes) {
    return "| %s | %s | %s |".formatted(what, rows, bytes);
  }

  private String perTurn(long sum, int decimals) {
    return String.format(
        Locale.ROOT,
        "%." + decimals + "f",
        result.turns() == 0 ? 0 : (double) sum / result.turns());
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> difference = new TreeMap<>();
    after.forEach((key, value) -> difference.put(key, value - before.getOrDefault(key, 0L)));
    return difference;
  }

  private List<String> readings() {
    List<String> processes =
        result.readings().getFirst().processes().keySet().stream().sorted().toList();
    List<String> rows = new ArrayList<>();
    rows.add(
        "Live heap / resident memory in MB, threads, open files of each process; first token in"
            + " milliseconds.");
    rows.add("");
    rows.add(
        "| min | turns | direct p50 / p99 | added p50 / p99 | "
            + String.join(" | ", processes)
            + " | others' processors |");
    rows.add("|---:|---:|---:|---:|" + "---:|".repeat(processes.size()) + "---:|");
    for (SoakReading reading : result.readings()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| %.1f | %d | %.1f / %.1f | %+.1f / %+.1f | %s | %.2f |",
              reading.minutes(),
              reading.turns(),
              reading.model().p50(),
              reading.model().p99(),
              reading.added().p50(),
              reading.added().p99(),
              processes.stream()
                  .map(process -> cell(reading.processes().get(process)))
                  .collect(Collectors.joining(" | ")),
              reading.otherProcessors()));
    }
    return rows;
  }

  private static String cell(@Nullable ProcessReading process) {
    if (process == null) {
      return "";
    }
    Double heap = process.liveHeapMegabytes();
    return String.format(
        Locale.ROOT,
        "%s / %.0f, %d, %d",
        heap == null ? "–" : String.format(Locale.ROOT, "%.1f", heap),
        process.residentMegabytes(),
        process.threads(),
        process.files());
  }

  private List<String> circumstances() {
    List<String> lines = new ArrayList<>();
    long late = result.readings().stream().filter(each -> each.late() > LATE_MILLIS).count();
    lines.add(
        late == 0
            ? "The generator was never more than %.0f ms late at p99.".formatted(LATE_MILLIS)
            : "The generator itself was more than %.0f ms late at p99 in %d of %d blocks: part of those times is its own."
                .formatted(LATE_MILLIS, late, result.readings().size()));
    lines.add("");
    lines.add(
        "Arrivals have the seed %d. Machine: %s."
            .formatted(result.settings().seed(), result.machine().inWords()));
    lines.add("");
    lines.add("How it is measured is in `docs/benchmarks.md`.");
    return lines;
  }
}
