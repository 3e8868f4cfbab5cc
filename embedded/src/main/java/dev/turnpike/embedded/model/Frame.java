package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.wire.ChunkFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that leave together, on a beat of the answer's {@link Pace}. Of an event only the delta is
 * kept; what surrounds it is added on its way out, so that waiting frames stay small.
 */
final class Frame {
  private final int beat;
  private final byte[] content;
  private final @Nullable ChunkFormat surroundings;

  private Frame(int beat, byte[] content, @Nullable ChunkFormat surroundings) {
    this.beat = beat;
    this.content = content;
    this.surroundings = surroundings;
  }

  static Frame event(int beat, byte[] delta, ChunkFormat format) {
    return new Frame(beat, delta, format);
  }

  static Frame raw(int beat, byte[] bytes) {
    return new Frame(beat, bytes, null);
  }

  int beat() {
    return beat;
  }

  int length() {
    return surroundings == null ? content.length : surroundings.eventLength(content);
  }

  void put(ByteBuffer target) {
    if (surroundings == null) {
      target.put(content);
    } else {
      surroundings.putEvent(content, target);
    }
  }
}
