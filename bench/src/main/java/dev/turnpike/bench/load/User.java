package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One client in a closed loop: it asks again as soon as it has the whole answer. */
final class User implements Callable<List<Turn>> {
  /** After a failure, so that a server that refuses at once is not flooded. */
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final int number;
  private final Lane lane;
  private final List<Reference> references;
  private final Duration silence;
  private final long firstNanos;
  private final long lastNanos;
  private @Nullable Connection connection;
  private long retryAfterNanos;

  /**
   * @param firstNanos when to ask first
   * @param lastNanos when to ask no more; it asks twice even so
   */
  User(
      int number,
      Lane lane,
      List<Reference> references,
      Duration silence,
      long firstNanos,
      long lastNanos) {
    this.number = number;
    this.lane = lane;
    this.references = references;
    this.silence = silence;
    this.firstNanos = firstNanos;
    this.lastNanos = lastNanos;
  }

  @Override
  public List<Turn> call() {
    List<Turn> turns = new ArrayList<>();
    for (long wait = firstNanos - System.nanoTime(); wait > 0; ) {
      LockSupport.parkNanos(wait);
      wait = firstNanos - System.nanoTime();
    }
    try {
      while (turns.size() < 2 || System.nanoTime() - lastNanos < 0) {
        Turn turn = turn(references.get((number + turns.size()) % references.size()));
        turns.add(turn);
        if (!turn.succeeded()) {
          LockSupport.parkNanos(turn.refused() ? retryAfterNanos : PAUSE_NANOS);
        }
      }
      return turns;
    } finally {
      disconnect();
    }
  }

  private Turn turn(Reference reference) {
    byte[] request = lane.request(reference.model());
    TurnRecorder recorder = new TurnRecorder(reference, lane);
    long started = System.nanoTime();
    try {
      Connection open = connect();
      ResponseHead head = open.send(request);
      if (head.status() != 200) {
        disconnect();
        retryAfterNanos = head.retryAfter().toNanos();
        return head.status() == 429 && retryAfterNanos > 0
            ? Turn.refused(started)
            : Turn.failed(started, "HTTP " + head.status());
      }
      open.readBody(head, new SseReader(recorder));
      Turn turn = recorder.turn(started, System.nanoTime(), open.received());
      if (!head.keepsConnection()) {
        disconnect();
      }
      return turn;
    } catch (SocketTimeoutException e) {
      disconnect();
      return Turn.failed(started, "silence for %d s".formatted(silence.toSeconds()));
    } catch (IOException e) {
      disconnect();
      return Turn.failed(started, String.valueOf(e.getMessage()));
    }
  }

  private Connection connect() throws IOException {
    Connection open = connection;
    if (open == null) {
      open = Connection.open(lane.address(), silence);
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
