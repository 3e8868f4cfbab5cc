package dev.turnpike.bench.load;

import java.io.IOException;

/**
 * Takes the chunked transfer coding (RFC 9112, section 7.1) off a body, wherever reads split it.
 */
final class ChunkedBody implements ByteSink {
  private enum State {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILER,
    DONE
  }

  private static final long LARGEST_CHUNK = 1L << 31;

  private final ByteSink content;
  private State state = State.SIZE;
  private long left;
  private boolean trailerLineEmpty = true;

  ChunkedBody(ByteSink content) {
    this.content = content;
  }

  boolean done() {
    return state == State.DONE;
  }

  @Override
  public void accept(byte[] bytes, int from, int to, long arrivedNanos) throws IOException {
    int at = from;
    while (at < to) {
      if (state == State.DATA) {
        int end = (int) Math.min(to, at + left);
        content.accept(bytes, at, end, arrivedNanos);
        left -= end - at;
        at = end;
        state = left == 0 ? State.DATA_END : State.DATA;
      } else {
        frame(bytes[at++]);
      }
    }
  }

  private void frame(byte next) throws IOException {
    switch (state) {
      case SIZE -> size(next);
      case EXTENSION -> {
        if (next == '\n') {
          sizeEnded();
        }
      }
      case DATA_END -> {
        if (next == '\n') {
          state = State.SIZE;
        }
      }
      case TRAILER -> trailer(next);
      case DATA -> throw new IllegalStateException("data is not framing");
      case DONE -> throw new IOException("more bytes after the last chunk");
    }
  }

  private void size(byte next) throws IOException {
    switch (next) {
      case '\n' -> sizeEnded();
      case '\r' -> {}
      case ';' -> state = State.EXTENSION;
      default -> {
        int digit = Character.digit(next, 16);
        left = left * 16 + digit;
        if (digit < 0 || left > LARGEST_CHUNK) {
          throw new IOException("not the size of a chunk");
        }
      }
    }
  }

  private void sizeEnded() {
    state = left == 0 ? State.TRAILER : State.DATA;
  }

  private void trailer(byte next) {
    if (next == '\n') {
      state = trailerLineEmpty ? State.DONE : State.TRAILER;
      trailerLineEmpty = true;
    } else if (next != '\r') {
      trailerLineEmpty = false;
    }
  }
}
