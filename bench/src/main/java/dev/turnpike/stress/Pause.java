package dev.turnpike.stress;

import java.time.Duration;

/** How a user waits until it is time to come again. */
interface Pause {
  void rest(Duration time);
}
