package dev.turnpike.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what tests leave, as far as it can be deleted. */
final class TemporaryFolders {

  private static final Logger log = LoggerFactory.getLogger(TemporaryFolders.class);

  private TemporaryFolders() {}

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("Could not delete a folder");
    }
  }
}
