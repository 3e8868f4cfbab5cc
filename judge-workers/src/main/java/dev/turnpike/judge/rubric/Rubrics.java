package dev.turnpike.judge.rubric;

import dev.turnpike.models.PromptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All rubrics of a folder. */
public final class Rubrics {

  private Rubrics() {}

  /**
   * The rubrics that a pattern finds, by name.
   *
   * @param pattern such as {@code classpath:rubrics/*.md} or {@code file:/etc/rubrics/*.md}
   * @throws IllegalArgumentException when there is none, one is unusable, or two share a name
   */
  public static List<Rubric> load(String pattern) {
    try {
      Resource[] files = new PathMatchingResourcePatternResolver().getResources(pattern);
      var rubrics =
          Arrays.stream(files)
              .map(Rubrics::read)
              .sorted(Comparator.comparing(Rubric::name))
              .toList();
      requireSome(rubrics, pattern);
      return rubrics;
    } catch (IOException e) {
      throw new UncheckedIOException("The rubrics %s can't be read".formatted(pattern), e);
    }
  }

  private static Rubric read(Resource file) {
    try {
      var prompt = PromptFile.parse(file.getContentAsString(StandardCharsets.UTF_8));
      return Rubric.of(prompt, String.valueOf(file.getFilename()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSome(List<Rubric> rubrics, String pattern) {
    if (rubrics.isEmpty()) {
      throw new IllegalArgumentException("There are no rubrics at " + pattern + ".");
    }
    var names = new HashSet<String>();
    for (var rubric : rubrics) {
      if (!names.add(rubric.name())) {
        throw new IllegalArgumentException("Two rubrics have the name " + rubric.name() + ".");
      }
    }
  }
}
