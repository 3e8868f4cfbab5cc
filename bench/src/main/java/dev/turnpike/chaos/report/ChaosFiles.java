package dev.turnpike.chaos.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result as two files side by side: for programs and for people. An earlier one is kept. */
public record ChaosFiles(Path json, Path table) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * @param name in the files' names, after the date
   */
  public static ChaosFiles write(Path folder, String name, ChaosResult result) throws IOException {
    Files.createDirectories(folder);
    ChaosFiles files =
        free(folder, LocalDate.ofInstant(result.startedAt(), ZoneOffset.UTC) + "-" + name);
    Files.writeString(files.json, JSON.writeValueAsString(result) + "\n");
    Files.writeString(files.table, ChaosPage.markdown(result));
    return files;
  }

  private static ChaosFiles free(Path folder, String stem) {
    ChaosFiles files = named(folder, stem);
    for (int number = 2; Files.exists(files.json); number++) {
      files = named(folder, stem + "-" + number);
    }
    return files;
  }

  private static ChaosFiles named(Path folder, String stem) {
    return new ChaosFiles(folder.resolve(stem + ".json"), folder.resolve(stem + ".md"));
  }
}
