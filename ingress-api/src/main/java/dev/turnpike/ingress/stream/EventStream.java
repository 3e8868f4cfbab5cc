package dev.turnpike.ingress.stream;

import dev.turnpike.telemetry.LogContext;
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
 *   waiting ──open──▶ open ──end──▶ ending ──written──▶ closed
 *      └──refuse───────────────────────────────────────▶ ▲
 *                      └──the client is gone─────────────┘
 * </pre>
 *
 * <p>Invariants: an owner that asks for room before it puts never has more than {@code limit} bytes
 * and what it puts at once here, those being written included; once the client has taken all after
 * a refusal, the owner is told. At most one thread writes. Closing happens once and tells the
 * owner. The owner is never called with the monitor held.
 */
public final class EventStream implements OpenReplies.Reply {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  /** Whoever the stream belongs to. No method may block, but {@link #drained}. */
  public interface Owner {
    /** Sent right after the headers; may be empty. */
    byte[] opening();

    /** There was no room, and now there is. */
    void drained();

    /** Only a heartbeat was sent for the length of one. */
    default void quiet() {}

    /** The node is going to stop; whoever can go on elsewhere should be ended. */
    void stopping();

    /** The node stops now: the stream must end. */
    void cut();

    /** Nothing more is needed. */
    void closed();
  }

  /** An answer that is no stream. */
  public interface Refusal {
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final Owner owner;
  private final OpenReplies replies;
  private final int limit;
  private final long heartbeatNanos;
  private final LogContext about = LogContext.current();

  private final Queue<byte[]> waiting = new ArrayDeque<>(4); // guarded by this, as all below
  private int waitingBytes;
  private int heldBytes; // those being written included
  private boolean refused;
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

  /** When there is none, {@link Owner#drained} tells once there is. */
  public synchronized boolean hasRoom() {
    if (heldBytes < limit) {
      return true;
    }
    refused = true;
    flush();
    return false;
  }

  /** Takes whole frames; {@link #flush} sends them. */
  public synchronized void put(byte[] frames) {
    if (ending || closed || frames.length == 0) {
      return;
    }
    waiting.add(frames);
    waitingBytes += frames.length;
    heldBytes += frames.length;
    if (waitingBytes > limit / 2) {
      flush(); // Early, so that a client that reads is not taken for a slow one.
    }
  }

  /** Takes the last frames, and sends what was put. */
  public synchronized void end(byte[] frames) {
    if (!ending && !closed) {
      put(frames);
      ending = true;
      if (opened && !writing) {
        startWriting();
      }
    }
  }

  /** Sends what was put. */
  public synchronized void flush() {
    if (opened && !writing && !closed && !waiting.isEmpty()) {
      startWriting();
    }
  }

  /** Sends status and headers, then whatever is put. */
  public synchronized void open() {
    if (!opened && !closed) {
      opened = true;
      startWriting();
    }
  }

  private void startWriting() {
    writing = true;
    Thread.startVirtualThread(this::write);
  }

  /** Answers otherwise; only a stream that was not opened can be refused. */
  public void refuse(Refusal refusal) {
    synchronized (this) {
      if (opened || closed) {
        return;
      }
      opened = true;
      writing = true;
      ending = true;
    }
    Thread.startVirtualThread(
        () -> {
          try {
            refusal.write((HttpServletRequest) context.getRequest(), response);
          } catch (IOException e) {
            tell("Client is gone", e);
          } finally {
            close();
          }
        });
  }

  @Override
  public void beat() {
    synchronized (this) {
      boolean idle = opened && !writing && waiting.isEmpty() && !ending && !closed;
      if (!idle || System.nanoTime() - lastWrite < heartbeatNanos) {
        return;
      }
      put(HEARTBEAT);
      flush();
    }
    owner.quiet();
  }

  @Override
  public void stop() {
    owner.stopping();
  }

  @Override
  public void cut() {
    owner.cut();
  }

  private void write() {
    try {
      OutputStream out = response.getOutputStream();
      if (!response.isCommitted()) {
        byte[] opening = owner.opening();
        if (opening.length > 0) {
          out.write(opening);
        }
        response.flushBuffer();
      }
      for (byte[] batch = take(); batch.length > 0; batch = take()) {
        out.write(batch);
        out.flush();
      }
    } catch (IOException | RuntimeException e) {
      tell("Client is gone", e);
      close();
      return;
    }
    rest();
  }

  /** All that waits, in one piece; empty when nothing does. What was taken before is written. */
  private synchronized byte[] take() {
    byte[] batch = waiting.size() == 1 ? waiting.remove() : joined();
    waitingBytes = 0;
    heldBytes = batch.length;
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
    boolean drained;
    synchronized (this) {
      writing = false;
      finished = ending && waiting.isEmpty();
      drained = refused && !ending && waiting.isEmpty();
      refused = refused && !drained;
    }
    if (finished) {
      close();
    } else if (drained) {
      owner.drained();
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
      tell("Stream was completed already", e);
    }
  }

  private void tell(String sentence, Exception why) {
    about.during(() -> log.atDebug().addKeyValue("reason", why.getMessage()).log(sentence));
  }
}
