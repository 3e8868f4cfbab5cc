package dev.turnpike.judge.evaluation.report;

import dev.turnpike.judge.evaluation.Evaluation;
import dev.turnpike.judge.evaluation.EvaluationFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * An evaluation as two files side by side: figures and page. An earlier one is kept. Where they
 * hold what users wrote, only their owner may read them, from the first byte on.
 */
public record EvaluationFiles(Path json, Path page) {

  private static final int LONGEST = 60;

  public static EvaluationFiles write(Path folder, View view) throws IOException {
    Files.createDirectories(folder);
    var files = free(folder, stem(view.run()));
    write(files.json, EvaluationFile.json(view.run()), view.run());
    write(files.page, HtmlReport.page(view), view.run());
    return files;
  }

  private static String stem(Evaluation run) {
    var name =
        run.kind().equals(Evaluation.REPLAY)
            ? "replay"
            : "eval-" + run.dataset().name().replaceFirst("\\.jsonl?$", "");
    var clean = name.replaceAll("[^A-Za-z0-9.-]+", "-");
    return "%s-%s"
        .formatted(
            LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC),
            clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST));
  }

  private static EvaluationFiles free(Path folder, String stem) {
    var files = named(folder, stem);
    for (int number = 2; Files.exists(files.json); number++) {
      files = named(folder, stem + "-" + number);
    }
    return files;
  }

  private static EvaluationFiles named(Path folder, String stem) {
    return new EvaluationFiles(folder.resolve(stem + ".json"), folder.resolve(stem + ".html"));
  }

  private static void write(Path file, String text, Evaluation run) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (run.kind().equals(Evaluation.REPLAY) && posix) {
      FileAttribute<?> owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.deleteIfExists(file);
      Files.createFile(file, owner);
    }
    // Bytes, since half of a surrogate pair must not cost a whole run.
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
