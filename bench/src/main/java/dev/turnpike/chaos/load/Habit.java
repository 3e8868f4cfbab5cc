package dev.turnpike.chaos.load;

import java.util.random.RandomGenerator;

/** How a client follows the answer to its question. */
public enum Habit {
  /** Reads what comes until it ends. */
  STEADY("steady"),
  /** Goes away in the middle of the stream a few times, and goes on where it was. */
  RESTLESS("restless"),
  /** Goes away likewise, and comes back without knowing what it had. */
  FORGETFUL("forgetful"),
  /** Takes its time over each frame. */
  SLOW("slow"),
  /** Asks with {@code Prefer: respond-async}, and comes for the answer later. */
  DEFERRED("deferred"),
  /** Somebody else follows the same turn, at another node and restlessly. */
  ACCOMPANIED("accompanied");

  private final String word;

  Habit(String word) {
    this.word = word;
  }

  /**
   * @param oddShare of the clients are not steady, 0 to 1
   */
  static Habit of(RandomGenerator random, double oddShare) {
    return random.nextDouble() < oddShare ? values()[random.nextInt(1, values().length)] : STEADY;
  }

  boolean leaves() {
    return this == RESTLESS || this == FORGETFUL;
  }

  @Override
  public String toString() {
    return word;
  }
}
