package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  /** A ratio with room for a busy machine: without the work it would be a thousandth. */
  @Test
  void anUnknownUserCostsAsMuchAsAWrongPassword() {
    try (Passwords passwords = new Passwords(new PasswordProperties(11, 1, 4))) {
      String hash = passwords.hash("Passw0rd!");
      long wrong = nanos(() -> passwords.matches("Wr0ng!pass", hash));
      long unknown = nanos(() -> passwords.matches("Wr0ng!pass", null));
      assertThat((double) unknown / wrong).isBetween(0.4, 2.5);
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

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
