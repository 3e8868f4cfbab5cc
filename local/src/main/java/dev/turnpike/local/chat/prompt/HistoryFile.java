package dev.turnpike.local.chat.prompt;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What a person has typed: for nobody else to read, from the file's first moment on. */
final class HistoryFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private HistoryFile() {}

  /** The same file, there and private. */
  static Path made(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
      } catch (FileAlreadyExistsException there) {
        Files.setPosixFilePermissions(file, OWNER);
      }
      return file;
    } catch (IOException e) {
      throw new Refusal(
          "Can't write the history of what you type to %s: let it be yours, or move it away."
              .formatted(file),
          e);
    }
  }
}
