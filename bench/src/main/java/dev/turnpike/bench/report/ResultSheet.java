package dev.turnpike.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a result is written: {@code DATE-NAME-KIND} with {@code .json} for figures, {@code .md} for
 * the page and {@code .svg} for its picture. An earlier result of that name is kept, the new one
 * gets a number.
 */
public final class ResultSheet {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final String stem;

  private ResultSheet(Path folder, String stem) {
    this.folder = folder;
    this.stem = stem;
  }

  /**
   * @param kind of result, such as {@code soak}
   * @param startedAt its date in UTC is that of the name
   */
  public static ResultSheet of(Path folder, String kind, String name, Instant startedAt)
      throws IOException {
    Files.createDirectories(folder);
    String first = "%s-%s-%s".formatted(LocalDate.ofInstant(startedAt, ZoneOffset.UTC), name, kind);
    String stem = first;
    for (int number = 2; Files.exists(folder.resolve(stem + ".json")); number++) {
      stem = first + "-" + number;
    }
    return new ResultSheet(folder, stem);
  }

  /** The files' name without its ending, for links from the page to its picture. */
  public String stem() {
    return stem;
  }

  public void json(Object result) throws IOException {
    Files.writeString(file(".json"), JSON.writeValueAsString(result) + "\n");
  }

  /** Returns the page's path. */
  public Path page(List<String> lines) throws IOException {
    return Files.writeString(file(".md"), String.join("\n", lines) + "\n");
  }

  /**
   * A page of a title, what was measured and how, and a table.
   *
   * @return its path
   */
  public Path page(String title, String about, List<String> table) throws IOException {
    List<String> lines = new ArrayList<>(List.of("# " + title, "", about, ""));
    lines.addAll(table);
    return page(lines);
  }

  /**
   * @param svg a document
   */
  public void picture(String svg) throws IOException {
    Files.writeString(file(".svg"), svg);
  }

  private Path file(String ending) {
    return folder.resolve(stem + ending);
  }
}
