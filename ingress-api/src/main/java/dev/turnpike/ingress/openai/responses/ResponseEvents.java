package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Restarted;
import dev.turnpike.ingress.follow.Frames;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A turn's events as those of a response.
 *
 * <p>Invariant: which event has which number depends on the turn's events alone, so a client that
 * comes back is sent the rest by going through them again from the first.
 */
final class ResponseEvents implements Frames {
  private final Supplier<ResponseSettings> settings;
  private final EventNumbers events;
  private final StreamedOutput output;
  private boolean inProgress;

  /**
   * @param settings known once the stream opens
   */
  ResponseEvents(Supplier<ResponseSettings> settings, StreamedOutput output, EventNumbers events) {
    this.settings = settings;
    this.output = output;
    this.events = events;
  }

  @Override
  public byte[] opening() {
    return events.first("response.created", fields(new ResponseState.InProgress()));
  }

  @Override
  public byte[] of(MailboxEvent event, @Nullable Cursor cursor) {
    begin();
    switch (event.body()) {
      case Delta delta when delta.getChannel() == Channel.ANSWER -> output.answer(delta.getText());
      case Delta reasoning -> output.reasoning(reasoning.getText());
      case Restarted restarted -> output.restart(restarted.getKeepChars());
      default -> ResponseState.of(event.body()).ifPresent(end -> end(end, event.isInLog()));
    }
    return events.take();
  }

  @Override
  public byte[] detached(String code, String message) {
    events.addError(code, message);
    return events.take();
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  private void begin() {
    if (!inProgress) {
      inProgress = true;
      events.add("response.in_progress", fields(new ResponseState.InProgress()), false);
    }
  }

  /**
   * A stored answer has fewer events than the log had, and other numbers: its end is sent whatever
   * the client has, since it has the whole answer.
   */
  private void end(ResponseState end, boolean isInLog) {
    output.end(end instanceof ResponseState.Finished);
    String type =
        switch (end) {
          case ResponseState.Finished _ -> "response.completed";
          case ResponseState.Broken _ -> "response.failed";
          default -> "response.incomplete";
        };
    events.add(type, fields(end), !isInLog);
  }

  private Map<String, Object> fields(ResponseState state) {
    return Map.of("response", ResponseBody.of(settings.get(), state, output.items()));
  }
}
