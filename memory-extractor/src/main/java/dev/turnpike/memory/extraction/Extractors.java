package dev.turnpike.memory.extraction;

import dev.turnpike.models.PromptFile;
import dev.turnpike.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The extractors there are: those that come with the program, each a folder of two prompts, and any
 * folder like them.
 */
public final class Extractors {

  /** All that come with the program, the latest last. What is released never changes. */
  private static final List<String> NAMES = List.of("1");

  private static final String EXTRACT = "extract.md";
  private static final String DECIDE = "decide.md";

  private Extractors() {}

  public static Extractor latest() {
    return load("");
  }

  /**
   * @param asked a name, or the path of a folder; blank: the latest
   * @throws StartRefused when there is none
   */
  public static Extractor load(String asked) {
    var name = asked.isBlank() ? NAMES.getLast() : asked.strip();
    if (NAMES.contains(name)) {
      return of(name, file -> PromptFile.load("memory/extractors/%s/%s".formatted(name, file)));
    }
    var folder = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isReadable(folder.resolve(EXTRACT)) || !Files.isReadable(folder.resolve(DECIDE))) {
      throw new StartRefused(
          "turnpike.memory.extractor (MEMORY_EXTRACTOR) is \"%s\": write one of %s, or the path of a folder with %s and %s."
              .formatted(name, String.join(", ", NAMES), EXTRACT, DECIDE));
    }
    return of(String.valueOf(folder.getFileName()), file -> read(folder.resolve(file)));
  }

  private static Extractor of(String name, Function<String, PromptFile> files) {
    return new Extractor(name, files.apply(EXTRACT), files.apply(DECIDE));
  }

  private static PromptFile read(Path file) {
    try {
      return PromptFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new StartRefused("The prompt %s can't be read: %s".formatted(file, e), e);
    }
  }
}
