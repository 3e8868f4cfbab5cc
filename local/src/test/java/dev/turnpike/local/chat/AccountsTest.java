package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.chat.Accounts.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

  @TempDir private Path folder;

  @Test
  void accountsAreKeptForEachServerAndOnlyForTheOwner() throws IOException {
    Path file = folder.resolve("chat.json");
    Account here = new Account("a@example.com", "p", Map.of("tty", "s1"));
    Account there = new Account("b@example.com", "q", Map.of());
    new Accounts(file).remember("http://here", here);
    new Accounts(file).remember("http://there", there);

    assertThat(new Accounts(file).of("http://here")).contains(here);
    assertThat(new Accounts(file).of("http://there")).contains(there);
    assertThat(new Accounts(file).of("http://elsewhere")).isEmpty();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(here).asString().doesNotContain("password=p");
  }

  @Test
  void aTerminalGoesOnWithItsOwnSessionAndANewOneWithTheLatest() {
    Account account =
        new Account("a@example.com", "p", Map.of())
            .withSession("one", "s1")
            .withSession("two", "s2")
            .withSession("one", "s3");

    assertThat(account.lastSession("two")).contains("s2");
    assertThat(account.lastSession("three")).contains("s3");
    assertThat(new Account("a", "p", Map.of()).lastSession("one")).isEmpty();
  }

  @Test
  void oldTerminalsAreForgotten() {
    Account account = new Account("a@example.com", "p", Map.of());
    for (int i = 0; i < 50; i++) {
      account = account.withSession("terminal " + i, "s" + i);
    }

    assertThat(account.sessions()).hasSize(20).containsEntry("terminal 49", "s49");
  }

  @Test
  void aBrokenFileCountsAsEmpty() throws IOException {
    Path file = Files.writeString(folder.resolve("chat.json"), "[");

    assertThat(new Accounts(file).of("http://here")).isEmpty();
  }
}
