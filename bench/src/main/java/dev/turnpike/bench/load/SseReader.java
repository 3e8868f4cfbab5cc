package dev.turnpike.bench.load;

import java.io.IOException;
import java.util.Arrays;

/**
 * Takes Server-Sent Events apart (WHATWG HTML, section 9.2.6), wherever reads split them. It works
 * on bytes and looks at line ends and the {@code data} field only; ids and comments are skipped.
 */
final class SseReader implements ByteSink {

  /** Takes the data of one event. */
  interface Events {

    /**
     * @param data UTF-8, valid during this call only, from 0 up to and without {@code length}
     * @param arrivedNanos when the event's last byte came
     */
    void event(byte[] data, int length, long arrivedNanos) throws IOException;
  }

  private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};

  private final Events events;
  private byte[] line = new byte[512];
  private int lineLength;
  private byte[] data = new byte[512];
  private int dataLength;
  private boolean hasData;
  private boolean afterReturn;

  SseReader(Events events) {
    this.events = events;
  }

  @Override
  public void accept(byte[] bytes, int from, int to, long arrivedNanos) throws IOException {
    for (int at = from; at < to; at++) {
      byte next = bytes[at];
      boolean secondOfPair = afterReturn && next == '\n';
      afterReturn = next == '\r';
      if (secondOfPair) {
        continue;
      }
      if (next == '\n' || next == '\r') {
        lineEnded(arrivedNanos);
      } else {
        line = withRoom(line, lineLength, 1);
        line[lineLength++] = next;
      }
    }
  }

  private void lineEnded(long arrivedNanos) throws IOException {
    if (lineLength == 0) {
      dispatch(arrivedNanos);
    } else if (startsWithField()) {
      int from = FIELD.length;
      if (lineLength > from && line[from] == ' ') {
        from++;
      }
      append(from);
    }
    lineLength = 0;
  }

  private boolean startsWithField() {
    return lineLength >= FIELD.length
        && Arrays.equals(line, 0, FIELD.length, FIELD, 0, FIELD.length);
  }

  private void append(int from) {
    int length = lineLength - from;
    data = withRoom(data, dataLength, length + 1);
    if (hasData) {
      data[dataLength++] = '\n';
    }
    System.arraycopy(line, from, data, dataLength, length);
    dataLength += length;
    hasData = true;
  }

  private void dispatch(long arrivedNanos) throws IOException {
    if (hasData) {
      events.event(data, dataLength, arrivedNanos);
    }
    hasData = false;
    dataLength = 0;
  }

  private static byte[] withRoom(byte[] buffer, int used, int more) {
    return used + more <= buffer.length
        ? buffer
        : Arrays.copyOf(buffer, Math.max(2 * buffer.length, used + more));
  }
}
