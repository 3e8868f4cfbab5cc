package dev.turnpike.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, aarch64, postgres-mac-arm_64.txz",
    "Linux, riscv64, postgres-linux-riscv64.txz"
  })
  void archiveIsNamedByMachine(String system, String processor, String archive) {
    assertThat(PostgresBinaries.archiveName(system, processor)).isEqualTo(archive);
  }

  @Test
  void cacheFollowsTheXdgConvention() {
    assertThat(CacheFolder.root("/var/cache/me", "/home/me")).isEqualTo(Path.of("/var/cache/me"));
    assertThat(CacheFolder.root(null, "/home/me")).isEqualTo(Path.of("/home/me/.cache"));
    assertThat(CacheFolder.root(" ", "/home/me")).isEqualTo(Path.of("/home/me/.cache"));
  }
}
