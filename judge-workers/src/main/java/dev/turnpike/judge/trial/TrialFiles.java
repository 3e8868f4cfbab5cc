package dev.turnpike.judge.trial;

import dev.turnpike.judge.statistics.Proportion;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.judge.verdict.Winner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as two files side by side: figures and tables. An earlier one is kept. */
public record TrialFiles(Path json, Path table) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * @param commit of the sources
   * @param dirty whether they differ from it
   */
  public static TrialFiles write(
      Path folder, TrialReport report, Instant at, String commit, boolean dirty)
      throws IOException {
    Files.createDirectories(folder);
    var short8 = commit.substring(0, Math.min(8, commit.length()));
    var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    var stem =
        "%s-%s-judge-%s".formatted(day, short8, report.models().replaceAll("[^A-Za-z0-9.-]+", "-"));
    var files = free(folder, stem);
    Files.writeString(
        files.json, JSON.writeValueAsString(figures(report, at, commit, dirty)) + "\n");
    var lines = new ArrayList<>(TrialTable.lines(report));
    var misses = TrialTable.misses(report);
    if (!misses.isEmpty()) {
      lines.addAll(List.of("", "## Two grades apart or more", ""));
      lines.addAll(misses);
    }
    Files.writeString(
        files.table,
        "# A judge held against labels: %s\n\nCommit %s%s, %s.\n\n%s\n"
            .formatted(
                report.models(),
                short8,
                dirty ? " and changes to it" : "",
                day,
                String.join("\n", lines)));
    return files;
  }

  private static TrialFiles free(Path folder, String stem) {
    var files = new TrialFiles(folder.resolve(stem + ".json"), folder.resolve(stem + ".md"));
    for (int number = 2; Files.exists(files.json); number++) {
      var numbered = stem + "-" + number;
      files = new TrialFiles(folder.resolve(numbered + ".json"), folder.resolve(numbered + ".md"));
    }
    return files;
  }

  private static Map<String, Object> figures(
      TrialReport report, Instant at, String commit, boolean dirty) {
    var rubrics = new LinkedHashMap<String, Object>();
    for (Outcome outcome : report.outcomes()) {
      rubrics.put(outcome.rubric().name(), outcome(outcome));
    }
    var figures = new LinkedHashMap<String, Object>();
    figures.put("simulated", report.kind() == Candidate.Kind.SIMULATED);
    figures.put("at", at.toString());
    figures.put("commit", commit);
    figures.put("dirty", dirty);
    figures.put("judge", report.kind());
    figures.put("model", report.models());
    figures.put("repeats", report.repeats());
    figures.put("seconds", report.took().toMillis() / 1000.0);
    figures.put("passed", report.passed());
    figures.put("gates", report.gates());
    figures.put("not_covered", report.uncovered());
    figures.put("total", figures(report.total()));
    figures.put("rubrics", rubrics);
    return figures;
  }

  private static Map<String, Object> outcome(Outcome outcome) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("version", outcome.rubric().version());
    figures.put("labelled_for_version", outcome.writtenFor());
    figures.put("model", outcome.model());
    figures.putAll(figures(Figures.of(outcome)));
    figures.put("items", outcome.scored().stream().map(TrialFiles::item).toList());
    figures.put("compared", outcome.compared().stream().map(TrialFiles::pair).toList());
    return figures;
  }

  private static Map<String, Object> figures(Figures figures) {
    var agreement = figures.agreement();
    var preferences = figures.preferences();
    var map = new LinkedHashMap<String, Object>();
    map.put("judged", agreement.items());
    map.put("exact", share(agreement.exact()));
    map.put("within_a_grade", share(agreement.near()));
    map.put("mean_error", estimate(agreement.error()));
    map.put("kappa", estimate(agreement.kappa()));
    map.put("weighted_kappa", estimate(agreement.weighted()));
    map.put("pass_fail_kappa", estimate(agreement.passing()));
    map.put("tau_b", number(agreement.tau()));
    map.put("spread", number(figures.steadiness().spread()));
    map.put("range", number(figures.steadiness().range()));
    map.put("widest_range", number(figures.steadiness().widest()));
    map.put("pairs_as_labelled", share(preferences.right()));
    map.put("pairs_same_winner_in_both_orders", share(preferences.consistent()));
    map.put("pairs_for_the_first_shown", share(preferences.first()));
    map.put("asked", figures.consumption().asked());
    map.put("without_verdict", figures.consumption().failed());
    map.put("tokens", figures.consumption().tokens());
    map.put("cost_usd", figures.consumption().costUsd());
    return map;
  }

  private static Map<String, Object> item(Scored scored) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", scored.item().name());
    map.put("kind", scored.item().kind());
    map.put("language", scored.item().language());
    map.put("label", scored.item().label());
    map.put("scores", scored.verdicts().stream().map(Verdict::score).toList());
    map.put("reasoning", scored.isJudged() ? scored.verdict().reasoning() : null);
    return map;
  }

  private static Map<String, Object> pair(Compared compared) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", compared.pair().name());
    map.put("kind", compared.pair().kind());
    map.put("language", compared.pair().language());
    map.put("label", compared.pair().better().word());
    map.put("as_written", word(compared.asWritten()));
    map.put("swapped", word(compared.swapped()));
    return map;
  }

  private static @Nullable String word(@Nullable Winner winner) {
    return winner == null ? null : winner.word();
  }

  private static Map<String, Object> share(Proportion proportion) {
    var map = new LinkedHashMap<String, Object>();
    map.put("share", number(proportion.share()));
    map.put("count", proportion.successes());
    map.put("of", proportion.trials());
    map.put("low", number(proportion.wilson().low()));
    map.put("high", number(proportion.wilson().high()));
    return map;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    var map = new LinkedHashMap<String, Object>();
    map.put("value", number(estimate.value()));
    map.put("low", number(estimate.interval().low()));
    map.put("high", number(estimate.interval().high()));
    return map;
  }

  /** JSON knows no NaN. */
  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
