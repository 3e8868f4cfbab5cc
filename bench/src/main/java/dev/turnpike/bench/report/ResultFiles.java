package dev.turnpike.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result as three files side by side: figures, table, picture. An earlier result is kept. */
public record ResultFiles(Path json, Path table, Path picture) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public static ResultFiles write(Path folder, Result result) throws IOException {
    Files.createDirectories(folder);
    ResultFiles files = free(folder, result);
    Files.writeString(files.json, JSON.writeValueAsString(result) + "\n");
    Files.writeString(
        files.table, Table.markdown(result, String.valueOf(files.picture.getFileName())));
    Files.writeString(files.picture, Picture.svg(result));
    return files;
  }

  private static ResultFiles free(Path folder, Result result) {
    String stem = LocalDate.ofInstant(result.startedAt(), ZoneOffset.UTC) + "-" + result.name();
    ResultFiles files = named(folder, stem);
    for (int number = 2; Files.exists(files.json); number++) {
      files = named(folder, stem + "-" + number);
    }
    return files;
  }

  private static ResultFiles named(Path folder, String stem) {
    return new ResultFiles(
        folder.resolve(stem + ".json"),
        folder.resolve(stem + ".md"),
        folder.resolve(stem + ".svg"));
  }
}
