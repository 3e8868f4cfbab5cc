package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client on one lane. It keeps its connection from one question to the next, and asks one at a
 * time. Used by one thread after the other, never by two at once.
 */
final class Asker implements AutoCloseable {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int BUSY = 503;

  private final Lane lane;
  private final Duration silence;
  private @Nullable Connection connection;
  private long retryAfterNanos;

  /**
   * @param silence a stream that says nothing for so long has failed
   */
  Asker(Lane lane, Duration silence) {
    this.lane = lane;
    this.silence = silence;
  }

  /** Asks, and counts the time from right before the request is sent. */
  Turn ask(Reference reference) {
    byte[] request = lane.request(reference.model());
    return ask(request, reference, System.nanoTime());
  }

  /**
   * Asks, and counts the time from when that was due.
   *
   * @param dueNanos on {@link System#nanoTime}'s scale
   */
  Turn ask(Reference reference, long dueNanos) {
    return ask(lane.request(reference.model()), reference, dueNanos);
  }

  private Turn ask(byte[] request, Reference reference, long startedNanos) {
    TurnRecorder recorder = new TurnRecorder(reference, lane);
    try {
      Connection open = connected();
      ResponseHead head = open.send(request);
      if (head.status() != OK) {
        close();
        retryAfterNanos = head.retryAfter().toNanos();
        return (head.status() == TOO_MANY || head.status() == BUSY) && retryAfterNanos > 0
            ? Turn.refused(startedNanos)
            : Turn.failed(startedNanos, "HTTP " + head.status());
      }
      open.readBody(head, new SseReader(recorder));
      head = open.readOn(lane, head, recorder);
      Turn turn = recorder.turn(startedNanos, System.nanoTime(), open.received());
      if (!head.keepsConnection()) {
        close();
      }
      return turn;
    } catch (SocketTimeoutException e) {
      close();
      return Turn.failed(startedNanos, "silence for %d s".formatted(silence.toSeconds()));
    } catch (IOException e) {
      close();
      return Turn.failed(startedNanos, String.valueOf(e.getMessage()));
    }
  }

  /** How long it was told to stay away, with the last refusal. */
  long retryAfterNanos() {
    return retryAfterNanos;
  }

  /** Opens the connection now, so that the first question need not wait for it. */
  void connect() throws IOException {
    var _ = connected();
  }

  private Connection connected() throws IOException {
    Connection open = connection;
    if (open == null) {
      open = Connection.open(lane.address(), silence);
      connection = open;
    }
    return open;
  }

  /** Ends the connection; the next question opens a new one. */
  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
