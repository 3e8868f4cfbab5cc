package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn as it stands in {@code chat.requests}.
 *
 * @param marker of the question; empty for what the load did not ask
 */
record StartedTurn(UUID turn, String session, Optional<Marker> marker, Place place) {

  @Override
  public String toString() {
    return "turn %s (%s)".formatted(turn, place);
  }
}
