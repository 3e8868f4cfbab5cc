package dev.turnpike.ingress.openai;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.follow.Frames;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events of one turn, as frames are given them. */
public final class TurnEvents {
  public static final UUID TURN = UUID.fromString("0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001");

  private TurnEvents() {}

  public static Object started() {
    return new Started("sim", true);
  }

  public static Object answer(String text) {
    return new Delta(0, text, Channel.ANSWER);
  }

  public static Object reasoning(String text) {
    return new Delta(0, text, Channel.REASONING);
  }

  public static Object restarted(int keepChars) {
    return new Restarted(keepChars, "a new attempt");
  }

  public static Object completed(String finishReason) {
    Usage usage = new Usage(7L, 2L, 5L, 1L, false, null);
    return new Completed(finishReason, "sim", true, usage, -1);
  }

  public static Object failed() {
    return new Failed("model_unavailable", "The model is away.", -1);
  }

  public static Object cancelled() {
    return new Cancelled("Its user asked for it.", -1);
  }

  public static MailboxEvent event(Object body) {
    return new MailboxEvent(new ReplyEvent(TURN, 1, Instant.EPOCH, body), 3, 0);
  }

  /** Everything that a client gets of a stream with these events. */
  public static String all(Frames frames, Object... bodies) {
    return text(frames.opening()) + rest(frames, List.of(bodies));
  }

  public static String rest(Frames frames, List<Object> bodies) {
    return bodies.stream()
        .map(body -> text(frames.of(event(body), null)))
        .collect(Collectors.joining());
  }

  public static String text(byte[] frames) {
    return new String(frames, StandardCharsets.UTF_8);
  }
}
