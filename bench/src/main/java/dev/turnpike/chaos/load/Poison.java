package dev.turnpike.chaos.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can read, and where it was put.
 *
 * @param kind in words
 */
public record Poison(
    String kind,
    String topic,
    int partition,
    long offset,
    @Nullable ByteBuffer key,
    @Nullable ByteBuffer value) {

  @Override
  public String toString() {
    return "%s at %s-%d@%d".formatted(kind, topic, partition, offset);
  }
}
