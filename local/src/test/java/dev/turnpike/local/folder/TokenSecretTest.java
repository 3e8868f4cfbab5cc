package dev.turnpike.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSecretTest {

  @TempDir private Path folder;

  @Test
  void itIsMadeOnceForEachFolderAndOnlyTheOwnerMayReadIt() throws IOException {
    String secret = TokenSecret.in(folder);

    assertThat(secret).hasSizeGreaterThanOrEqualTo(43).matches("[A-Za-z0-9_-]+");
    assertThat(TokenSecret.in(folder)).isEqualTo(secret);
    assertThat(TokenSecret.in(folder.resolve("other"))).isNotEqualTo(secret);
    assertThat(Files.getPosixFilePermissions(folder.resolve("token-secret")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anEmptyFileIsNoSecret() throws IOException {
    Files.writeString(folder.resolve("token-secret"), "\n");

    assertThat(TokenSecret.in(folder)).isNotBlank();
  }
}
