package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn as it stands in {@code chat.requests}.
 *
 * @param marker of the question; empty for what the load did not ask
 * @param replaces the turn whose place in the history it takes
 */
record StartedTurn(
    UUID turn, String session, Optional<Marker> marker, Optional<UUID> replaces, Place place)
    implements SessionEvent {

  @Override
  public String toString() {
    return "turn %s (%s)".formatted(turn, place);
  }
}
