package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import dev.turnpike.platform.StartRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {
  @Test
  void matchesOnlyTheRightPassword() {
    try (Passwords passwords = new Passwords(new PasswordProperties(4, 1, 4))) {
      String hash = passwords.hash("Passw0rd!");
      assertThat(hash).startsWith("{bcrypt-sha256}").doesNotContain("Passw0rd!");
      assertThat(passwords.matches("Passw0rd!", hash)).isTrue();
      assertThat(passwords.matches("passw0rd!", hash)).isFalse();
      assertThat(passwords.matches("the password of nobody", null)).isFalse();
    }
  }

  @Test
  void anUnknownUserCostsTheSameWorkAsAWrongPassword() {
    var bcrypt = spy(new BCryptPasswordEncoder(5));
    try (Passwords passwords = new Passwords(new PasswordProperties(5, 1, 4), bcrypt)) {
      assertThat(passwords.matches("Wr0ng!pass", null)).isFalse();

      verify(bcrypt).matches(eq("Wr0ng!pass"), startsWith("$2a$05$"));
    }
  }

  @Test
  void refusesWhenTooManyWait() {
    try (Passwords passwords = new Passwords(new PasswordProperties(12, 1, 1));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<String>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(CompletableFuture.supplyAsync(() -> passwords.hash("Passw0rd!"), callers));
      }
      assertThat(all)
          .filteredOn(each -> each.handle((_, e) -> e != null).join())
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(each.exceptionNow()).isInstanceOf(RejectedExecutionException.class));
    }
  }

  @Test
  void settingsHaveDefaultsAndLimits() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("turnpike.ingress.passwords", PasswordProperties.class))
        .isEqualTo(new PasswordProperties(10, 1, 64));
    assertThatThrownBy(() -> new PasswordProperties(3, 1, 1)).isInstanceOf(StartRefused.class);
    assertThatThrownBy(() -> new PasswordProperties(10, 0, 1)).isInstanceOf(StartRefused.class);
  }
}
