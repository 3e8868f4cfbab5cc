package dev.turnpike.stress;

import dev.turnpike.embedded.model.knobs.Knobs;
import dev.turnpike.embedded.model.knobs.TextKind;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run does.
 *
 * @param users who all come at once
 * @param model the simulated model's name, without a seed
 * @param everySeconds how often each of them asks afterwards, on average
 * @param seconds of that, for Turnpike and for the model asked directly, each
 * @param blockSeconds after which these two take turns
 * @param perAddress users who share an address, as a trusted proxy tells it; 0 switches limits off
 * @param seed decides when users ask
 * @param seeds different texts that are asked for
 * @param minutes after which who is still refused gives up
 */
record StressSettings(
    int users,
    String model,
    int everySeconds,
    int seconds,
    int blockSeconds,
    int perAddress,
    long seed,
    int seeds,
    int silenceSeconds,
    int minutes) {
  private static final int MOST_USERS = 100_000;

  StressSettings {
    require(
        users > 0 && users <= MOST_USERS,
        "--users takes 1 to %d, not %d.".formatted(MOST_USERS, users));
    require(everySeconds > 0, "--every must be at least 1 second, not %d.".formatted(everySeconds));
    require(seconds > 0, "--seconds must be at least 1, not %d.".formatted(seconds));
    require(blockSeconds > 0, "--block must be at least 1 second, not %d.".formatted(blockSeconds));
    require(
        perAddress >= 0,
        "--per-address takes a number of users, or 0 for no limits, not %d.".formatted(perAddress));
    require(seeds > 0, "--seeds must be at least 1, not %d.".formatted(seeds));
    require(
        silenceSeconds > 0,
        "--silence must be at least 1 second, not %d.".formatted(silenceSeconds));
    require(minutes > 0, "--patience must be at least 1 minute, not %d.".formatted(minutes));
    require(
        !model.contains("seed="),
        "--model goes without a seed (%s): --seeds says how many texts there are."
            .formatted(model));
    requireRoomForAnswers(model, everySeconds);
  }

  private static void requireRoomForAnswers(String model, int everySeconds) {
    Knobs knobs = Knobs.DEMO.of(model);
    Integer tokens = knobs.tokens();
    require(
        tokens != null && knobs.text() == TextKind.LOREM,
        "--model needs an answer that is known beforehand, such as sim:tokens=50,text=lorem, not %s."
            .formatted(model));
    Duration answer = knobs.ttft().plus(knobs.gap().multipliedBy(tokens == null ? 0 : tokens));
    require(
        answer.multipliedBy(2).toMillis() <= everySeconds * 1000L,
        "An answer of '%s' takes %.1f s: users who ask every %d s would ask while the one before is still coming. Choose --every %d or a faster --model."
            .formatted(
                model,
                answer.toMillis() / 1000.0,
                everySeconds,
                Math.ceilDiv(2 * answer.toMillis(), 1000)));
  }

  Duration silence() {
    return Duration.ofSeconds(silenceSeconds);
  }

  /**
   * What an own system is told. Limits are the product's own, with users at addresses that a proxy
   * tells; only registering is as wide as logging in, since 10 an hour are more patience than a
   * test has.
   */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    if (perAddress > 0) {
      environment.put("TURNPIKE_INGRESS_LIMITS_FACTOR", "1");
      environment.put("TURNPIKE_INGRESS_LIMITS_REGISTER", "20/1m");
      environment.put("TURNPIKE_TRUSTED_PROXIES", "127.0.0.1/32,::1/128");
    }
    return environment;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
