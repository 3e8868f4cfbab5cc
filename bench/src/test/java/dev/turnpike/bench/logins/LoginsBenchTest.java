package dev.turnpike.bench.logins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.LoginStorm;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsBenchTest {
  @TempDir private Path folder;

  @Test
  void saysWhatTheStormDid() throws IOException {
    LoginsResult result = result(Map.of());

    assertThat(result.perSecond()).isEqualTo(15);
    assertThat(result.share()).isEqualTo(0.9);
    assertThat(result.succeeded()).isTrue();
    Path table = result.write(folder);
    assertThat(Files.readString(table))
        .contains(
            "2 users logged in, 15 or so times each",
            "| … **p99** | 250.0 | 500.0 | 2.00 |",
            "| told to come back (503) | | 7 | |",
            "| **share of what the hash's processor time allows** | | 0.90 | |");
    assertThat(folder.resolve("2026-01-02-sample-logins.json")).isNotEmptyFile();
  }

  @Test
  void aLoginThatFailedIsAFailure() {
    assertThat(result(Map.of("status 500", 1)).succeeded()).isFalse();
  }

  @Test
  void aStrongerHashTakesLonger() {
    Duration little = Duration.ofMillis(200);
    assertThat(HashTime.measure(8, little, little))
        .isGreaterThan(3 * HashTime.measure(4, little, little));
  }

  private static LoginsResult result(Map<String, Integer> failures) {
    return new LoginsResult(
        "sample",
        Instant.parse("2026-01-02T03:04:05Z"),
        new Checkout("0123456789abcdef", false),
        new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
        "an own system",
        50,
        30,
        2,
        10,
        60,
        1,
        10,
        new LoginStorm.Outcome(2, 7, Collections.nCopies(30, 1.5), failures),
        seen(250),
        seen(500));
  }

  private static Chats.Seen seen(double millis) {
    Quantiles all = new Quantiles(10, millis, millis, millis, millis, millis, millis);
    return new Chats.Seen(10, 0, 0, all, all, all, all);
  }
}
