package dev.turnpike.embedded.model;

import java.nio.ByteBuffer;
import java.util.List;

/** All frames of one answer in order, their beats never falling, and how it ends. */
record Score(List<Frame> frames, Ending ending) {
  /** A client that comes back late gets what is due in pieces of about this size. */
  private static final int LARGEST_WRITE = 16 * 1024;

  Score {
    frames = List.copyOf(frames);
  }

  int size() {
    return frames.size();
  }

  long due(int index, Pace pace) {
    return pace.due(frames.get(index).beat());
  }

  /** The end of the frames that may be sent now in one write, starting at {@code from}. */
  int dueUntil(int from, long nowNanos, Pace pace) {
    int to = from;
    int bytes = 0;
    while (to < size() && bytes < LARGEST_WRITE && due(to, pace) - nowNanos <= 0) {
      bytes += frames.get(to).length();
      to++;
    }
    return to;
  }

  ByteBuffer bytes(int from, int to) {
    List<Frame> part = frames.subList(from, to);
    ByteBuffer buffer = ByteBuffer.allocate(part.stream().mapToInt(Frame::length).sum());
    part.forEach(frame -> frame.put(buffer));
    return buffer.flip();
  }
}
