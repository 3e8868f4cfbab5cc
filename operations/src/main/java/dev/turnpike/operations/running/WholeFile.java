package dev.turnpike.operations.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes small files so that a reader, or a start after a crash, sees the old content or the new
 * one and never a part.
 */
public final class WholeFile {

  /** Who may read the file. */
  public enum Readers {
    OWNER("rw-------"),
    EVERYONE("rw-r--r--");

    private final String mode;

    Readers(String mode) {
      this.mode = mode;
    }
  }

  private WholeFile() {}

  public static void write(Path file, String text, Readers readers) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Created with mode 600, so a secret is never readable by others, not even for a moment.
    Path fresh = Files.createTempFile(folder, file.getFileName() + "-", ".tmp");
    try {
      Files.writeString(fresh, text);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(readers.mode));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
