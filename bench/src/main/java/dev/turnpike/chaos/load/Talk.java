package dev.turnpike.chaos.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How people talk in a conversation. */
public interface Talk {
  Question question(Marker marker, RandomGenerator random);

  /** How many questions at most are asked without waiting for their answers. */
  int largestBurst();

  /** The longest silence before a user speaks again. */
  Duration longestPause();
}
