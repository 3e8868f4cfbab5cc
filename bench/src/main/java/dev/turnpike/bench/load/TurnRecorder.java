package dev.turnpike.bench.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Follows one stream: notes when each token was complete, and compares the text at the end. */
final class TurnRecorder implements SseReader.Events {
  private final Reference reference;
  private final Lane lane;
  private final StringBuilder text;
  private final long[] arrivals;
  private int complete;
  private long endedNanos;
  private @Nullable Frame end;

  TurnRecorder(Reference reference, Lane lane) {
    this.reference = reference;
    this.lane = lane;
    this.text = new StringBuilder(reference.text().length());
    this.arrivals = new long[reference.tokens()];
  }

  @Override
  public void event(byte[] data, int length, long arrivedNanos) throws IOException {
    switch (lane.decode(data, length)) {
      case Frame.Text piece -> append(piece.text(), arrivedNanos);
      case Frame.Completed completed -> end(completed, arrivedNanos);
      case Frame.Broken broken -> end(broken, arrivedNanos);
      case Frame.Other _ -> {}
    }
  }

  Turn turn(long startedNanos, long finishedNanos, long bytes) {
    String failure = failure();
    return failure == null
        ? Turn.succeeded(startedNanos, arrivals, endedNanos, finishedNanos, bytes)
        : Turn.failed(startedNanos, failure);
  }

  private void append(String piece, long arrivedNanos) {
    text.append(piece);
    while (complete < arrivals.length && text.length() >= reference.end(complete)) {
      arrivals[complete++] = arrivedNanos;
    }
  }

  /** Only the first end counts; text after it would make the whole text wrong. */
  private void end(Frame frame, long arrivedNanos) {
    if (end == null) {
      end = frame;
      endedNanos = arrivedNanos;
    }
  }

  private @Nullable String failure() {
    if (end instanceof Frame.Broken broken) {
      return broken.reason();
    }
    if (end == null) {
      return "the stream ended without saying so";
    }
    return reference.matches(text) ? null : "wrong text";
  }
}
