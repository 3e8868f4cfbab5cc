package dev.turnpike.models;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses impossible values, in sentences that say what to write instead. */
final class Settings {

  private Settings() {}

  static void between(int least, int most, String property, int value) {
    if (value < least || value > most) {
      throw new StartRefused(
          "%s is %,d: write a number from %,d to %,d".formatted(property, value, least, most));
    }
  }

  static void atLeast(Duration least, String property, Duration value) {
    if (value.compareTo(least) < 0) {
      throw new StartRefused(
          "%s is %d ms: write at least %dms"
              .formatted(property, value.toMillis(), least.toMillis()));
    }
  }

  static void address(String property, @Nullable URI value) {
    if (value == null
        || value.getHost() == null
        || !("http".equals(value.getScheme()) || "https".equals(value.getScheme()))) {
      throw new StartRefused(
          "%s is %s; write an address such as http://localhost:11434/v1"
              .formatted(property, value));
    }
  }
}
