package dev.turnpike.local.chat;

import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears a turn to its end. A stream that breaks off, or that a node which stops has let go, is
 * taken up again where it was: the turn goes on without its listener.
 */
record Listening(ChatApi api, Session session, RunningTurn turn) {

  /** Has each frame of the answer heard; returns the last one. */
  Frame hear(ChatApi.Opened opened, Hearer hearer) {
    Trail trail = new Trail();
    trail.isOf(opened.turn());
    isCalled(opened.turn(), hearer);
    Frame last = follow(opened.stream(), trail, hearer);
    return last == null ? onward(trail, hearer) : last;
  }

  /** The same for a turn that nobody here has heard of yet, from its beginning. */
  Frame join(String id, Hearer hearer) {
    Trail trail = new Trail();
    trail.isOf(id);
    isCalled(id, hearer);
    return api.resume(session, id, "")
        .map(stream -> follow(stream, trail, hearer))
        .orElseGet(() -> onward(trail, hearer));
  }

  private Frame onward(Trail trail, Hearer hearer) {
    Frame last = null;
    while (last == null) {
      if (!trail.goesOn()) {
        throw new Refusal(
            "The connection broke off before the answer ended; the turn itself goes on.");
      }
      last = resume(trail, hearer);
    }
    return last;
  }

  private @Nullable Frame resume(Trail trail, Hearer hearer) {
    try {
      Thread.sleep(trail.pause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
    Optional<InputStream> rest;
    try {
      rest = api.resume(session, trail.turn(), trail.cursor());
    } catch (UnknownCursorException e) {
      trail.isLost();
      return null;
    }
    if (rest.isEmpty()) {
      return null;
    }
    if (trail.cursor().isEmpty()) {
      hearer.fromTheBeginning();
    }
    return follow(rest.get(), trail, hearer);
  }

  /** Its end may have been asked for before it was known which turn it is. */
  private void isCalled(String id, Hearer hearer) {
    try {
      turn.isCalled(id).ifPresent(due -> api.cancel(session, due));
    } catch (Refusal refusal) {
      hearer.notCancelled(String.valueOf(refusal.getMessage()));
    }
  }

  /** Returns the turn's last frame, or null if the stream has ended before. */
  private @Nullable Frame follow(InputStream stream, Trail trail, Hearer hearer) {
    try (FrameReader reader = new FrameReader(stream, trail::pauses)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        hearer.hear(frame);
        trail.passed(frame);
        isCalled(frame.turn(), hearer);
        if (frame.done()) {
          return frame;
        }
        if (frame.detached()) {
          break;
        }
      }
    } catch (IOException brokeOff) {
      // The trail knows how far it came.
    }
    hearer.interrupted();
    return null;
  }
}
