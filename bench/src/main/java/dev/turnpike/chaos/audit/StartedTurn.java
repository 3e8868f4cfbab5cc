package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn as it stands in {@code chat.requests}.
 *
 * @param marker of the question; empty for what the load did not ask
 * @param rollsBack whether it makes the session forget its unfinished turns
 */
record StartedTurn(
    UUID turn, String session, Optional<Marker> marker, boolean rollsBack, Place place) {

  @Override
  public String toString() {
    return "turn %s (%s)".formatted(turn, place);
  }
}
