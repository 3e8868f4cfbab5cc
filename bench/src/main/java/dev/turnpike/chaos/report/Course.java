package dev.turnpike.chaos.report;

import dev.turnpike.chaos.audit.Audit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The load over time, by the log: how many turns were under way in each second, and how many ended
 * per second.
 *
 * @param from where second 0 is
 * @param inFlight accepted and not ended, at each second
 * @param endedPerSecond over five seconds each
 * @param medianInFlight of the load's seconds, without its beginning
 * @param leastInFlight likewise
 */
public record Course(
    Instant from,
    List<Integer> inFlight,
    List<Double> endedPerSecond,
    int medianInFlight,
    int leastInFlight) {

  static final int BIN_SECONDS = 5;

  /** Until so many are under way as there will be. */
  private static final Duration BEGINNING = Duration.ofSeconds(10);

  public Course {
    inFlight = List.copyOf(inFlight);
    endedPerSecond = List.copyOf(endedPerSecond);
  }

  static Course of(List<Audit.Life> lives) {
    if (lives.isEmpty()) {
      return new Course(Instant.EPOCH, List.of(), List.of(), 0, 0);
    }
    Instant from = lives.stream().map(Audit.Life::acceptedAt).min(Instant::compareTo).orElseThrow();
    Instant last = lives.stream().map(Audit.Life::acceptedAt).max(Instant::compareTo).orElseThrow();
    Instant end = lives.stream().map(Audit.Life::endedAt).max(Instant::compareTo).orElseThrow();
    int seconds = (int) Duration.between(from, end).toSeconds() + 1;
    int[] change = new int[seconds + 2];
    double[] ended = new double[seconds / BIN_SECONDS + 1];
    for (Audit.Life life : lives) {
      change[second(from, life.acceptedAt()) + 1]++;
      change[second(from, life.endedAt()) + 1]--;
      ended[second(from, life.endedAt()) / BIN_SECONDS] += 1.0 / BIN_SECONDS;
    }
    List<Integer> inFlight = new ArrayList<>();
    int now = 0;
    for (int second = 0; second <= seconds; second++) {
      now += change[second];
      inFlight.add(now);
    }
    int begin = (int) Math.min(BEGINNING.toSeconds(), seconds);
    List<Integer> load =
        inFlight.subList(begin, Math.max(begin + 1, second(from, last))).stream().sorted().toList();
    List<Double> perSecond = new ArrayList<>();
    for (double each : ended) {
      perSecond.add(Math.round(each * 100) / 100.0);
    }
    return new Course(from, inFlight, perSecond, load.get(load.size() / 2), load.getFirst());
  }

  private static int second(Instant from, Instant at) {
    return (int) Math.max(0, Duration.between(from, at).toSeconds());
  }
}
