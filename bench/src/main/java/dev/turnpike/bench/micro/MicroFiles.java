package dev.turnpike.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result as two files side by side: figures and table. An earlier result is kept. */
record MicroFiles(Path json, Path table) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static MicroFiles write(Path folder, MicroResult result) throws IOException {
    Files.createDirectories(folder);
    LocalDate day = LocalDate.ofInstant(result.startedAt(), ZoneOffset.UTC);
    String stem = "%s-%s-micro".formatted(day, result.name());
    MicroFiles files = named(folder, stem);
    for (int number = 2; Files.exists(files.json); number++) {
      files = named(folder, stem + "-" + number);
    }
    Files.writeString(files.json, JSON.writeValueAsString(result) + "\n");
    Files.writeString(files.table, MicroTable.markdown(result));
    return files;
  }

  private static MicroFiles named(Path folder, String stem) {
    return new MicroFiles(folder.resolve(stem + ".json"), folder.resolve(stem + ".md"));
  }
}
