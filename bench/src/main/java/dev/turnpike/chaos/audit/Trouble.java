package dev.turnpike.chaos.audit;

import java.time.Instant;

/**
 * A disturbance as it was carried out.
 *
 * @param kind as on the command line
 * @param target what it hit; "" if that is nothing in particular
 * @param until when it was healed
 */
public record Trouble(String kind, String target, Instant from, Instant until) {

  boolean overlaps(Instant begin, Instant end) {
    return from.isBefore(end) && until.isAfter(begin);
  }

  @Override
  public String toString() {
    return target.isEmpty() ? kind : kind + " of " + target;
  }
}
