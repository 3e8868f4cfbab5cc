package dev.turnpike.chaos.disturb;

import java.time.Duration;
import java.util.Locale;

/**
 * One disturbance to come.
 *
 * @param at from the start of the load
 * @param length until it is healed
 * @param choice decides, modulo their number, which of several parts it hits
 */
public record Planned(Kind kind, Duration at, Duration length, int choice) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%5.1f s  %s for %.1f s",
        at.toMillis() / 1000.0,
        kind,
        length.toMillis() / 1000.0);
  }
}
