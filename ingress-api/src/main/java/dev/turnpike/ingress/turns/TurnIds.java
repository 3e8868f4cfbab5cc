package dev.turnpike.ingress.turns;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Ids of turns: UUIDs of version 7, which begin with the milliseconds since 1970. */
final class TurnIds {
  private static final int VERSION = 7;
  private static final int BITS_BEHIND_THE_TIME = 16;

  private TurnIds() {}

  /** Empty for text that is no UUID. */
  static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** When the id was made; empty for ids that are not ours. */
  static Optional<Instant> timeOf(UUID id) {
    return id.version() == VERSION
        ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BEHIND_THE_TIME))
        : Optional.empty();
  }

  /** Not above any id made then or later. */
  static UUID firstOf(Instant time) {
    return new UUID(time.toEpochMilli() << BITS_BEHIND_THE_TIME, 0);
  }
}
