package dev.turnpike.ingress.follow;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Started;
import dev.turnpike.events.TurnError;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.util.ArrayList;
import java.util.List;

/** A stored turn as if its last attempt had been quick: it starts, says its answer and ends. */
public final class StoredEvents {
  /** UTF-16 code units; a client's buffer has room for some such pieces. */
  private static final int PIECE = 4_096;

  private final CompletedTurn turn;
  private final List<MailboxEvent> events = new ArrayList<>();

  private StoredEvents(CompletedTurn turn) {
    this.turn = turn;
  }

  /** The same for the same turn, whenever and wherever. */
  public static List<MailboxEvent> of(CompletedTurn turn) {
    return new StoredEvents(turn).events();
  }

  private List<MailboxEvent> events() {
    add(new Started(turn.getModel(), turn.getSimulated()));
    String answer = turn.getAnswer();
    for (int from = 0, seq = 0; from < answer.length(); seq++) {
      int to = endOfPiece(answer, from);
      add(new Delta(seq, answer.substring(from, to), Channel.ANSWER));
      from = to;
    }
    add(end());
    return List.copyOf(events);
  }

  /** Never between the halves of a character. */
  private static int endOfPiece(String text, int from) {
    int to = Math.min(text.length(), from + PIECE);
    boolean split = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
    return split ? to - 1 : to;
  }

  private Object end() {
    int chars = turn.getAnswer().length();
    TurnError error = turn.getError();
    return switch (turn.getStatus()) {
      case COMPLETED ->
          new Completed(
              turn.getFinishReason() == null ? "stop" : turn.getFinishReason(),
              turn.getModel(),
              turn.getSimulated(),
              turn.getUsage(),
              chars);
      case CANCELLED -> new Cancelled(error == null ? "" : error.getMessage(), chars);
      case FAILED, UNKNOWN ->
          error == null
              ? new Failed("unknown", "The turn failed.", chars)
              : new Failed(error.getCode(), error.getMessage(), chars);
    };
  }

  private void add(Object body) {
    ReplyEvent reply =
        new ReplyEvent(
            turn.getTurnId(), turn.getAttempts(), turn.getTimings().getFinishedAt(), body);
    events.add(new MailboxEvent(reply, 0, MailboxEvent.NOWHERE));
  }
}
