package dev.turnpike.embedded.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Sends one answer's frames as they fall due.
 *
 * <p>At any time there is either one appointment with the pacer or one write under way, never both:
 * so no field needs a lock, and a client that reads slowly holds up nothing but itself. What falls
 * due while a write is under way waits in the score, not in a buffer, and leaves with the next
 * write.
 *
 * <pre>
 *   start ─▶ waiting ─due─▶ writing ─written─▶ waiting … ─last frame─▶ ended
 *                              └─failed─▶ ended      └─hang─▶ hanging ─▶ ended
 * </pre>
 */
final class PacedAnswer implements Callback {
  private static final long HANG_CHECK_NANOS = Duration.ofMillis(100).toNanos();

  private final Exchange exchange;
  private final Score score;
  private final Pace pace;
  private final Pacer pacer;
  private final Traffic traffic;
  private final ModelCalls.Call call;
  private final long hangLimitNanos;
  private int sent;

  PacedAnswer(
      Exchange exchange,
      Score score,
      Pace pace,
      Pacer pacer,
      Traffic traffic,
      ModelCalls.Call call,
      Duration hangLimit) {
    this.exchange = exchange;
    this.score = score;
    this.pace = pace;
    this.pacer = pacer;
    this.traffic = traffic;
    this.call = call;
    this.hangLimitNanos = hangLimit.toNanos();
  }

  /** Begins without bytes: the response is committed with its first frame. */
  void start() {
    traffic.answerOpened();
    exchange.request().addIdleTimeoutListener(timeout -> false);
    next();
  }

  /** Begins with the status and the headers, which leave at once. */
  void startWithHeaders() {
    traffic.answerOpened();
    exchange.request().addIdleTimeoutListener(timeout -> false);
    exchange.response().write(false, BufferUtil.EMPTY_BUFFER, this);
  }

  @Override
  public void succeeded() {
    next();
  }

  @Override
  public void failed(Throwable cause) {
    end(false);
    exchange.callback().failed(cause);
  }

  private void next() {
    if (sent < score.size()) {
      pacer.at(score.due(sent, pace), this::sendDue);
      return;
    }
    switch (score.ending()) {
      case COMPLETE -> {
        end(true);
        exchange.callback().succeeded();
      }
      case DROP -> drop();
      case HANG -> hang(System.nanoTime() + hangLimitNanos);
    }
  }

  private void sendDue() {
    int to = score.dueUntil(sent, System.nanoTime(), pace);
    ByteBuffer bytes = score.bytes(sent, to);
    sent = to;
    boolean last = sent == score.size() && score.ending() == Ending.COMPLETE;
    exchange.response().write(last, bytes, this);
  }

  /** Holds the connection until the client leaves or the limit has passed. */
  private void hang(long untilNanos) {
    if (System.nanoTime() - untilNanos >= 0 || clientLeft()) {
      drop();
    } else {
      pacer.at(System.nanoTime() + HANG_CHECK_NANOS, () -> hang(untilNanos));
    }
  }

  /** Reads from the connection, which is harmless here: nothing will be read from it any more. */
  private boolean clientLeft() {
    EndPoint endPoint = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    ByteBuffer ignored = BufferUtil.allocate(64);
    try {
      return endPoint.fill(ignored) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private void drop() {
    end(false);
    exchange.request().getConnectionMetaData().getConnection().getEndPoint().close();
    exchange.callback().failed(new IOException("dropped, as the model's name asks for"));
  }

  private void end(boolean whole) {
    traffic.answerClosed();
    call.ended(whole);
  }
}
