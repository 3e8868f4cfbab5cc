package dev.turnpike.embedded.postgres;

import dev.turnpike.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pgvector's files for the embedded PostgreSQL, and has them prepared on first use.
 *
 * <p>No package registry of the Java world has them, so a script makes them from the operating
 * system's package (about 10 s, once per user). The launcher may name the script or a folder with
 * ready files; otherwise the script is looked for upwards from the working folder.
 */
public final class PgvectorFiles {

  /** System property: a folder that holds the files already. */
  public static final String FOLDER_PROPERTY = "turnpike.pgvector.folder";

  /** System property: the script that makes them, if it is not in a folder above. */
  public static final String SCRIPT_PROPERTY = "turnpike.pgvector.script";

  private static final String SCRIPT = "infra/setup-pgvector.sh";

  private PgvectorFiles() {}

  /**
   * The folder with the files, after making them if need be.
   *
   * @param progress gets a line for each step of that
   * @throws EmbeddedStartException with a sentence that says what to install or do instead
   */
  public static Path prepared(Consumer<String> progress) {
    return Optional.ofNullable(property(FOLDER_PROPERTY))
        .map(Path::of)
        .orElseGet(
            () -> prepared(CacheFolder.resolve("pgvector-17"), PgvectorFiles::script, progress));
  }

  static Path prepared(Path folder, Supplier<Path> script, Consumer<String> progress) {
    if (isComplete(folder)) {
      return folder;
    }
    Command.Outcome outcome =
        Command.run(List.of("bash", script.get().toString(), folder.toString()), progress);
    if (!outcome.succeeded()) {
      throw new EmbeddedStartException(
          outcome.output().lines().reduce((_, last) -> last).orElse("bash failed"));
    }
    return folder;
  }

  static boolean isComplete(Path folder) {
    return Stream.of("vector.so", "vector.control")
        .map(folder::resolve)
        .allMatch(Files::isRegularFile);
  }

  private static Path script() {
    @Nullable String named = property(SCRIPT_PROPERTY);
    if (named != null) {
      return Path.of(named);
    }
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(SCRIPT))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedStartException(
                    "%s is neither in %s nor in a folder above it: name it with -D%s=FILE."
                        .formatted(SCRIPT, start, SCRIPT_PROPERTY)));
  }

  private static @Nullable String property(String name) {
    String value = System.getProperty(name);
    return value == null || value.isBlank() ? null : value;
  }
}
