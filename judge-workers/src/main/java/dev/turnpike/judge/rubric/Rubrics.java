package dev.turnpike.judge.rubric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * All rubrics there are: those that a pattern finds, and the operator's own in a folder. One of the
 * operator's takes the place of another of its name; scores of the two don't mix, since their
 * versions differ.
 */
public final class Rubrics {

  private Rubrics() {}

  /**
   * The rubrics, by name.
   *
   * @param pattern such as {@code classpath:rubrics/*.md}; empty: only the folder's
   * @param folder of which every {@code .md} file is a rubric; empty: none
   * @throws IllegalArgumentException when there is none, one is unusable, or two of the same place
   *     share a name
   */
  public static List<Rubric> load(String pattern, String folder) {
    try {
      Map<String, Rubric> rubrics = pattern.isBlank() ? new TreeMap<>() : read(found(pattern));
      rubrics.putAll(folder.isBlank() ? Map.of() : read(files(folder)));
      if (rubrics.isEmpty()) {
        throw new IllegalArgumentException(
            "There are no rubrics at %s: write at least one .md file, or leave turnpike.judge.rubrics as it is."
                .formatted(Stream.of(pattern, folder).filter(s -> !s.isBlank()).toList()));
      }
      return List.copyOf(rubrics.values());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rubrics at %s %s can't be read".formatted(pattern, folder), e);
    }
  }

  private static List<Resource> found(String pattern) throws IOException {
    return List.of(new PathMatchingResourcePatternResolver().getResources(pattern));
  }

  private static List<Resource> files(String folder) throws IOException {
    var path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "JUDGE_RUBRICS_FOLDER (turnpike.judge.rubrics-folder) is %s, which is no folder: name one with .md files, or leave it out."
              .formatted(folder));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Resource> found = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
          .forEach(file -> found.add(new FileSystemResource(file)));
      return found;
    }
  }

  private static Map<String, Rubric> read(Collection<Resource> files) throws IOException {
    Map<String, Rubric> rubrics = new TreeMap<>();
    for (var file : files) {
      var name = String.valueOf(file.getFilename());
      var rubric = new RubricFile(name).parse(file.getContentAsString(StandardCharsets.UTF_8));
      if (rubrics.put(rubric.name(), rubric) != null) {
        throw new IllegalArgumentException(
            "Two rubrics of one place have the name %s, one of them in %s: rename one."
                .formatted(rubric.name(), name));
      }
    }
    return rubrics;
  }
}
