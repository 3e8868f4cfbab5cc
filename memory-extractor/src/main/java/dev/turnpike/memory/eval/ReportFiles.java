package dev.turnpike.memory.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as two files side by side: figures and tables. An earlier one is kept. */
public record ReportFiles(Path json, Path table) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * @param commit of the sources
   * @param dirty whether they differ from it
   */
  public static ReportFiles write(
      Path folder, Report report, Instant at, String commit, boolean dirty) throws IOException {
    Files.createDirectories(folder);
    var short8 = commit.substring(0, Math.min(8, commit.length()));
    var stem =
        "%s-%s-memory-%s"
            .formatted(
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                short8,
                report.model().replaceAll("[^A-Za-z0-9.-]+", "-"));
    var files = free(folder, stem);
    Files.writeString(
        files.json, JSON.writeValueAsString(figures(report, at, commit, dirty)) + "\n");
    Files.writeString(
        files.table,
        "# Memory, scripted dialogues: %s\n\nCommit %s%s, %s.\n\n%s\n"
            .formatted(
                report.model(),
                short8,
                dirty ? " and changes to it" : "",
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                String.join("\n", ReportTable.lines(report))));
    return files;
  }

  private static ReportFiles free(Path folder, String stem) {
    var files = new ReportFiles(folder.resolve(stem + ".json"), folder.resolve(stem + ".md"));
    for (int number = 2; Files.exists(files.json); number++) {
      var numbered = stem + "-" + number;
      files = new ReportFiles(folder.resolve(numbered + ".json"), folder.resolve(numbered + ".md"));
    }
    return files;
  }

  private static Map<String, Object> figures(
      Report report, Instant at, String commit, boolean dirty) {
    var categories = new LinkedHashMap<String, Object>();
    report
        .categories()
        .forEach((name, part) -> categories.put(name, figures(part.score(), Optional.of(part))));
    var languages = new LinkedHashMap<String, Object>();
    report
        .languages()
        .forEach((name, score) -> languages.put(name, figures(score, Optional.empty())));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("at", at.toString());
    figures.put("commit", commit);
    figures.put("dirty", dirty);
    figures.put("answers", report.examinee());
    figures.put("model", report.model());
    figures.put("extractor", report.extractor());
    figures.put("embedding", report.embedding());
    figures.put("seconds", report.took().toMillis() / 1000.0);
    figures.put("passed", report.passed());
    figures.put("gates", report.gates());
    figures.put("total", figures(report.total().score(), Optional.of(report.total())));
    figures.put("categories", categories);
    figures.put("languages", languages);
    return figures;
  }

  private static Map<String, Object> figures(Score score, Optional<Report.Part> part) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("counts", score);
    figures.put("fact_recall", score.recall());
    figures.put("fact_precision", score.precision());
    for (int k : new int[] {1, 3, 8}) {
      figures.put("recall_at_" + k, score.recallAt(k));
      figures.put("stored_recalled_at_" + k, score.foundAt(k));
    }
    part.ifPresent(
        some -> {
          figures.put("model_calls", some.consumed().calls());
          figures.put("tokens", some.consumed().tokens());
          figures.put("cost_usd", some.consumed().costUsd());
        });
    return figures;
  }
}
