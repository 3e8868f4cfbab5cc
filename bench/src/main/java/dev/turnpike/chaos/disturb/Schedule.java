package dev.turnpike.chaos.disturb;

import static java.util.Comparator.reverseOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What is done when: decided by a seed before anything starts, so that a run can be made again.
 * Every kind comes before any comes twice, those that must not be missing first, in the order in
 * which the kinds are declared. The next one does not wait until the one before has healed, so they
 * overlap.
 */
public record Schedule(long seed, List<Planned> planned) {

  public Schedule {
    planned = List.copyOf(planned);
  }

  /**
   * @param kinds to choose from, in an order that must not depend on anything else
   * @param first of them, those that come before the others
   * @param duration of the load; nothing begins in its last tenth
   * @param interval from one beginning to the next, on average
   */
  public static Schedule of(
      long seed, Set<Kind> kinds, Set<Kind> first, Duration duration, Duration interval) {
    Random random = new Random(seed);
    List<Planned> planned = new ArrayList<>();
    List<Kind> deck = new ArrayList<>();
    long end = duration.toMillis() * 9 / 10;
    long at = interval.toMillis() / 2;
    while (at < end && !kinds.isEmpty()) {
      if (deck.isEmpty()) {
        deck.addAll(kinds.stream().sorted().toList());
        Collections.shuffle(deck, random);
        // It is dealt from the end.
        deck.removeIf(first::contains);
        deck.addAll(kinds.stream().filter(first::contains).sorted(reverseOrder()).toList());
      }
      Kind kind = deck.removeLast();
      planned.add(
          new Planned(kind, Duration.ofMillis(at), length(kind, random), random.nextInt(1000)));
      at += (long) (interval.toMillis() * (0.5 + random.nextDouble()));
    }
    return new Schedule(seed, planned);
  }

  private static Duration length(Kind kind, Random random) {
    return switch (kind) {
      case KILL_WORKER, RESTART_WORKER, KILL_INGRESS, RESTART_INGRESS, KILL_BACKGROUND ->
          between(500, 4_000, random);
      // Some return before anybody has noticed, some long after.
      case FREEZE_WORKER, FREEZE_INGRESS, FREEZE_BACKGROUND, FREEZE_BROKER ->
          between(2_000, 15_000, random);
      case KILL_BROKER, RESTART_BROKER, KILL_DATABASE, RESTART_DATABASE ->
          between(200, 4_000, random);
      case VANISHING_CLIENTS, SLOW_CLIENT -> between(4_000, 12_000, random);
      case REGISTRY_OUTAGE -> between(3_000, 12_000, random);
      case MODEL_OUTAGE -> between(500, 3_000, random);
      case FULL_DISK, MODEL_429, MODEL_500, MODEL_HANG, MODEL_CUT -> between(2_000, 8_000, random);
      // Some end before a session does, some long after.
      case PARTITION, PARTITION_DATABASE -> between(2_000, 15_000, random);
      case PACKET_LOSS, SLOW_NETWORK -> between(5_000, 15_000, random);
      case GROW, SHRINK, POISON -> Duration.ZERO;
    };
  }

  private static Duration between(int least, int most, Random random) {
    return Duration.ofMillis(random.nextInt(least, most));
  }
}
