package dev.turnpike.local.chat;

import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Hears a turn to its end. A stream that breaks off, or that a node which stops has let go, is
 * taken up again where it was: the turn goes on without its listener.
 */
record Listening(ChatApi api, Session session, RunningTurn turn) {

  /** Has each frame of the answer heard; returns after the last one. */
  void hear(ChatApi.Opened opened, Hearer hearer) {
    Trail trail = new Trail();
    trail.isOf(opened.turn());
    follow(opened.stream(), trail, hearer);
    while (!trail.isEnded()) {
      if (!trail.goesOn()) {
        throw new Refusal(
            "The connection broke off before the answer ended; the turn itself goes on.");
      }
      resume(trail, hearer);
    }
  }

  private void resume(Trail trail, Hearer hearer) {
    try {
      Thread.sleep(trail.pause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
    Optional<InputStream> rest = api.resume(session, trail.turn(), trail.cursor());
    if (rest.isPresent()) {
      if (trail.cursor().isEmpty()) {
        hearer.fromTheBeginning();
      }
      follow(rest.get(), trail, hearer);
    }
  }

  private void follow(InputStream stream, Trail trail, Hearer hearer) {
    try (FrameReader reader = new FrameReader(stream, trail::pauses)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        hearer.hear(frame);
        trail.passed(frame);
        turn.isCalled(frame.turn()).ifPresent(id -> api.cancel(session, id));
        if (frame.done() || frame.detached()) {
          break;
        }
      }
    } catch (IOException brokeOff) {
      // The trail knows how far it came.
    }
    if (!trail.isEnded()) {
      hearer.interrupted();
    }
  }
}
