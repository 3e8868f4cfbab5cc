package dev.turnpike.memory.book;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a user's list of facts: behind the one that was learned then. It stays good when that
 * fact, or any other one, is deleted.
 */
public record Place(Instant learnedAt, UUID memoryId) {

  private static final int BYTES = 3 * Long.BYTES;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** URL-safe, for clients to hand back. */
  public String text() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, learnedAt))
            .putLong(memoryId.getMostSignificantBits())
            .putLong(memoryId.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Empty for text that is no place. */
  public static Optional<Place> parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    long micros = buffer.getLong();
    if (micros < 0 || micros > ChronoUnit.MICROS.between(Instant.EPOCH, LAST)) {
      return Optional.empty(); // PostgreSQL knows no such time.
    }
    return Optional.of(
        new Place(
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
            new UUID(buffer.getLong(), buffer.getLong())));
  }
}
