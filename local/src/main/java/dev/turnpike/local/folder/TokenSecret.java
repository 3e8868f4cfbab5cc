package dev.turnpike.local.folder;

import dev.turnpike.operations.running.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that signs the tokens of this data folder's users. Made once and kept, so that a token
 * stays good over a restart; only the owner may read it.
 */
public final class TokenSecret {

  private static final int BYTES = 32;

  private TokenSecret() {}

  public static String in(Path folder) {
    Path file = folder.resolve("token-secret");
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return kept;
        }
      }
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      WholeFile.write(file, fresh + "\n", WholeFile.Readers.OWNER);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
