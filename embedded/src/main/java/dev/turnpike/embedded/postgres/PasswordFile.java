package dev.turnpike.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The superuser's random password, readable by this user only. Without it every user of the machine
 * could run commands as this one through the database.
 */
record PasswordFile(Path path) {

  private static final int BYTES = 24;

  static PasswordFile in(Path folder) throws IOException {
    Path path = folder.resolve("password");
    if (!Files.exists(path)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Path unfinished = folder.resolve("password.unfinished");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, HexFormat.of().formatHex(random));
      Files.move(unfinished, path);
    }
    return new PasswordFile(path);
  }

  String read() throws IOException {
    return Files.readString(path).strip();
  }
}
