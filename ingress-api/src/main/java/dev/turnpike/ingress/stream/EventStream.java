package dev.turnpike.ingress.stream;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of Server-Sent Events to one client. Whoever has frames puts them in and never waits;
 * a short-lived virtual thread writes all that is there with one write and one flush.
 *
 * <pre>
 *   waiting ──open──▶ open ──end, detach, stop──▶ ending ──written──▶ closed
 *      └──refuse──────────────────────────────────────────────────────▶ ▲
 *                      └──the client is gone────────────────────────────┘
 * </pre>
 *
 * <p>Invariants: at most {@code limit} bytes wait; a client that lets more gather is detached,
 * which its last frame tells. At most one thread writes. Closing happens once and tells the owner.
 */
public final class EventStream implements OpenReplies.Reply {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  /** Whoever the stream belongs to. */
  public interface Owner {
    /** The last frame of a stream whose client is too slow. */
    byte[] detachedFrame();

    /** The node stops; a stream that can be opened should be. Must not block. */
    default void stopping() {}

    /** The last frame of a stream whose node stops. */
    byte[] stoppingFrame();

    /** Nothing more is needed. Must not block. */
    void closed();
  }

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final Owner owner;
  private final OpenReplies replies;
  private final int limit;
  private final long heartbeatNanos;

  private final Queue<byte[]> waiting = new ArrayDeque<>(); // guarded by this, as all below
  private int waitingBytes;
  private boolean opened;
  private boolean writing;
  private boolean ending;
  private boolean closed;
  private long lastWrite;

  EventStream(
      AsyncContext context,
      HttpServletResponse response,
      Owner owner,
      OpenReplies replies,
      int limit,
      Duration heartbeat) {
    this.context = context;
    this.response = response;
    this.owner = owner;
    this.replies = replies;
    this.limit = limit;
    this.heartbeatNanos = heartbeat.toNanos();
  }

  /** Takes a frame; {@link #flush} sends it. */
  public synchronized void put(byte[] frame) {
    if (ending || closed) {
      return;
    }
    if (waitingBytes + frame.length > limit) {
      endWith(owner.detachedFrame());
      return;
    }
    waiting.add(frame);
    waitingBytes += frame.length;
  }

  /** Takes the last frame. */
  public synchronized void end(byte[] frame) {
    put(frame);
    ending = true;
  }

  /** Sends what was put. */
  public synchronized void flush() {
    if (opened && !writing && !closed && !waiting.isEmpty()) {
      writing = true;
      Thread.startVirtualThread(this::write);
    }
  }

  /** Sends status and headers, then whatever is put. */
  public synchronized void open() {
    if (!opened && !closed) {
      opened = true;
      writing = true;
      Thread.startVirtualThread(this::write);
    }
  }

  /** Answers with a problem instead of a stream. */
  public void refuse(Problem problem, ProblemWriter writer) {
    Thread.startVirtualThread(
        () -> {
          try {
            writer.write(problem, (HttpServletRequest) context.getRequest(), response);
          } catch (IOException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("Client is gone");
          }
          close();
        });
  }

  @Override
  public synchronized void beat() {
    boolean idle = opened && !writing && waiting.isEmpty() && !ending;
    if (idle && System.nanoTime() - lastWrite >= heartbeatNanos) {
      put(HEARTBEAT);
      flush();
    }
  }

  @Override
  public synchronized void stop() {
    owner.stopping();
    if (!ending && !closed) {
      endWith(owner.stoppingFrame());
      flush();
    }
  }

  /** Drops what waits; the client's cursor tells what it has seen. */
  private void endWith(byte[] frame) {
    waiting.clear();
    waiting.add(frame);
    waitingBytes = frame.length;
    ending = true;
  }

  private void write() {
    try {
      if (!response.isCommitted()) {
        response.flushBuffer();
      }
      OutputStream out = response.getOutputStream();
      for (byte[] batch = take(); batch.length > 0; batch = take()) {
        out.write(batch);
        out.flush();
      }
    } catch (IOException | RuntimeException e) {
      log.atDebug().addKeyValue("reason", e.getMessage()).log("Client is gone");
      close();
      return;
    }
    rest();
  }

  /** All that waits, in one piece; empty when nothing does. */
  private synchronized byte[] take() {
    byte[] batch = waiting.size() == 1 ? waiting.remove() : joined();
    waitingBytes = 0;
    lastWrite = System.nanoTime();
    return batch;
  }

  private byte[] joined() {
    byte[] all = new byte[waitingBytes];
    int position = 0;
    for (byte[] frame = waiting.poll(); frame != null; frame = waiting.poll()) {
      System.arraycopy(frame, 0, all, position, frame.length);
      position += frame.length;
    }
    return all;
  }

  /** Nothing was left to write a moment ago; it may have changed since. */
  private void rest() {
    boolean finished;
    synchronized (this) {
      writing = false;
      finished = ending && waiting.isEmpty();
    }
    if (finished) {
      close();
    } else {
      flush();
    }
  }

  /** Whatever state it is in; the first call tells the owner. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    replies.remove(this);
    owner.closed();
    try {
      context.complete();
    } catch (IllegalStateException e) {
      log.atDebug().addKeyValue("reason", e.getMessage()).log("Stream was completed already");
    }
  }
}
