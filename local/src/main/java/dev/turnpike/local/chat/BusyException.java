package dev.turnpike.local.chat;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** The server takes nothing now: too many requests, or something that it needs is away. */
final class BusyException extends RuntimeException {

  private static final long LONGEST_SECONDS = 60;

  private final Duration pause;

  BusyException(HttpHeaders headers, String sentence) {
    super(sentence);
    this.pause = pause(headers);
  }

  /** What it asks to wait, within reason. */
  Duration pause() {
    return pause;
  }

  private static Duration pause(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> Duration.ofSeconds(Math.clamp(Long.parseLong(value), 1, LONGEST_SECONDS)))
        .orElse(Duration.ofSeconds(1));
  }
}
