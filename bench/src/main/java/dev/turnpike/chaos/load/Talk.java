package dev.turnpike.chaos.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How people talk in a conversation. */
public interface Talk {
  Question question(Marker marker, RandomGenerator random);

  /** How many questions are asked without waiting for their answers. */
  int burst(RandomGenerator random);

  /** How many conversations it takes to have so many turns under way. */
  int sessionsFor(int inFlight);

  /** What is done about the session after a burst, or while it is being answered. */
  default Tidying tidies(RandomGenerator random) {
    return Tidying.NONE;
  }

  /** The longest silence before a user speaks again. */
  Duration longestPause();
}
