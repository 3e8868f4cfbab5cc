package dev.turnpike.bench.autoscale;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How fast a HorizontalPodAutoscaler follows what it computes: the highest wish of the
 * stabilisation window counts when it goes down, and policies bound what is added and taken in
 * their periods, of which the one that allows most counts.
 */
final class Behaviour {

  /**
   * A bound on change.
   *
   * @param percent of the number at the period's begin, or 0
   * @param pods a number, or 0
   */
  record Policy(int percent, int pods, double period) {}

  /** Settings; windows and periods in seconds. */
  record Settings(int least, int most, double downWindow, List<Policy> up, List<Policy> down) {
    Settings {
      up = List.copyOf(up);
      down = List.copyOf(down);
    }

    /** As infra/deploy/components/keda/agent-workers.yaml says. */
    static Settings asDeployed() {
      return new Settings(
          2,
          64,
          600,
          List.of(new Policy(100, 0, 15), new Policy(0, 4, 15)),
          List.of(new Policy(20, 0, 120), new Policy(0, 1, 120)));
    }
  }

  private record Wish(double time, int replicas) {}

  private record Change(double time, int by) {}

  private final Settings settings;
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private final Deque<Change> changes = new ArrayDeque<>();

  Behaviour(Settings settings) {
    this.settings = settings;
  }

  int next(double now, int current, int wished) {
    wishes.add(new Wish(now, wished));
    wishes.removeIf(wish -> wish.time() < now - settings.downWindow());
    int highest = wishes.stream().mapToInt(Wish::replicas).max().orElse(wished);
    int wanted = wished > current ? wished : Math.min(current, Math.max(wished, highest));
    int bounded = Math.clamp(wanted, settings.least(), settings.most());
    int next =
        bounded > current
            ? Math.min(bounded, Math.max(current, upLimit(now, current)))
            : Math.max(bounded, Math.min(current, downLimit(now, current)));
    if (next != current) {
      changes.add(new Change(now, next - current));
    }
    return next;
  }

  private int upLimit(double now, int current) {
    return settings.up().stream()
        .mapToInt(
            policy -> {
              int start = current - changed(now, policy, true);
              return policy.pods() > 0
                  ? start + policy.pods()
                  : (int) Math.ceil(start * (1 + policy.percent() / 100.0));
            })
        .max()
        .orElse(Integer.MAX_VALUE);
  }

  private int downLimit(double now, int current) {
    return settings.down().stream()
        .mapToInt(
            policy -> {
              int start = current - changed(now, policy, false);
              return policy.pods() > 0
                  ? start - policy.pods()
                  : (int) (start * (1 - policy.percent() / 100.0));
            })
        .min()
        .orElse(0);
  }

  private int changed(double now, Policy policy, boolean up) {
    return changes.stream()
        .filter(change -> change.time() > now - policy.period() && change.by() > 0 == up)
        .mapToInt(Change::by)
        .sum();
  }
}
