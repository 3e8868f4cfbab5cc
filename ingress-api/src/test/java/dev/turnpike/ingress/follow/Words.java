package dev.turnpike.ingress.follow;

import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Frames that people can read. */
final class Words implements Frames {
  volatile boolean resumable = true;

  @Override
  public byte[] opening() {
    return bytes("[opening]");
  }

  @Override
  public byte[] of(MailboxEvent event, @Nullable Cursor cursor) {
    return switch (event.body()) {
      case Started _ -> bytes("[started]");
      case Delta delta -> bytes(delta.getText() + (cursor == null ? "" : "@" + cursor.chars()));
      case Restarted restarted -> bytes("[keep %d]".formatted(restarted.getKeepChars()));
      case Completed _ -> bytes("[end]");
      default -> bytes("");
    };
  }

  @Override
  public byte[] detached(String code, String message) {
    return bytes("[" + code + "]");
  }

  @Override
  public boolean isResumable() {
    return resumable;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
