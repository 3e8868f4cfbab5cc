package dev.turnpike.ingress.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Streams for tests of those who put something in. */
public final class TestStreams {
  private TestStreams() {}

  /** With room for so many bytes, on a node that runs. */
  public static EventStreams withRoomFor(int bytes) {
    OpenReplies replies =
        new OpenReplies(Duration.ofHours(1), Duration.ZERO, 100, new SimpleMeterRegistry());
    replies.start();
    return with(replies, bytes);
  }

  /** On a node that stops before anything is asked of it. */
  public static EventStreams onAStoppingNode() {
    return with(
        new OpenReplies(Duration.ofHours(1), Duration.ZERO, 100, new SimpleMeterRegistry()),
        32_768);
  }

  private static EventStreams with(OpenReplies replies, int bytes) {
    return new EventStreams(replies, Duration.ofHours(1), bytes);
  }
}
