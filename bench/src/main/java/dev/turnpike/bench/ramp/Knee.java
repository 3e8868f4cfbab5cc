package dev.turnpike.bench.ramp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Turnpike stops keeping up: between the highest rate that held and the next one, which did
 * not. A rate that doesn't hold once is tried again, as one pause of the machine is no limit of
 * Turnpike's; what held after a rate that failed both times does not count.
 *
 * @param perSecond the highest rate that held before; 0 if not even the first one did
 * @param brokenPerSecond the first rate that did not hold; null if all did, so that the knee lies
 *     higher
 * @param why it did not
 */
record Knee(double perSecond, @Nullable Double brokenPerSecond, List<String> why) {

  Knee {
    why = List.copyOf(why);
  }

  /**
   * @param steps by rising rate, tries of the same rate one after the other
   */
  static Knee of(List<StepResult> steps, Bounds bounds) {
    double held = 0;
    int at = 0;
    while (at < steps.size()) {
      double rate = steps.get(at).rate();
      List<StepResult> tries = steps.stream().filter(step -> step.rate() == rate).toList();
      if (tries.stream().noneMatch(bounds::hold)) {
        return new Knee(held, rate, bounds.broken(tries.getLast()));
      }
      held = rate;
      at += tries.size();
    }
    return new Knee(held, null, List.of());
  }

  boolean found() {
    return perSecond > 0 && brokenPerSecond != null;
  }
}
