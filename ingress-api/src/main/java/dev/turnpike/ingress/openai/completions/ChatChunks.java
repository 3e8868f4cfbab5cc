package dev.turnpike.ingress.openai.completions;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.ingress.follow.Frames;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.openai.EventText;
import dev.turnpike.ingress.openai.OpenAiErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A turn's events as chunks of a chat completion.
 *
 * <p>Invariants: one id and one creation time throughout; the role comes first; the stream ends
 * with a finish reason and {@code [DONE]}, or with an error, never silently. The text sent is a
 * beginning of the answer at any time: an answer that begins anew and differs ends in an error.
 */
final class ChatChunks implements Frames {
  /** The code of that error. */
  static final String RESTARTED = "answer_restarted";

  private static final byte[] NOTHING = new byte[0];
  private static final String DONE = "[DONE]";

  private final JsonMapper json;
  private final boolean includeUsage;
  private final String head;
  private final String tail;
  private final SentText text = new SentText();
  private boolean reasoned;
  private boolean restarted;
  private boolean over;

  /**
   * @param created in seconds since 1970
   * @param includeUsage whether the client wants to know what was consumed
   */
  ChatChunks(String id, long created, String model, boolean includeUsage, JsonMapper json) {
    this.json = json;
    this.includeUsage = includeUsage;
    StringBuilder start = new StringBuilder("{\"id\":");
    EventText.quote(id, start);
    start.append(",\"object\":\"chat.completion.chunk\",\"created\":").append(created);
    start.append(",\"model\":");
    EventText.quote(model, start);
    this.head = start.append(",\"choices\":[").toString();
    this.tail = includeUsage ? "],\"usage\":null}" : "]}";
  }

  @Override
  public byte[] opening() {
    return EventText.data(chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
  }

  @Override
  public byte[] of(MailboxEvent event, @Nullable Cursor cursor) {
    if (over) {
      return NOTHING;
    }
    return switch (event.body()) {
      case Delta delta when delta.getChannel() == Channel.ANSWER -> answer(delta.getText());
      case Delta reasoning -> reasoning(reasoning.getText());
      case Restarted restart -> restart(restart.getKeepChars());
      case Completed completed -> completed(completed);
      case Failed failed -> error(failed.getCode(), failed.getMessage());
      case Cancelled cancelled ->
          error("cancelled", "The turn was cancelled. " + cancelled.getReason());
      default -> NOTHING;
    };
  }

  @Override
  public byte[] detached(String code, String message) {
    return over ? NOTHING : error(code, message);
  }

  /** That API has no way to go on. */
  @Override
  public boolean isResumable() {
    return false;
  }

  private byte[] answer(String piece) {
    return text.add(piece)
        .map(
            beyond ->
                beyond.isEmpty() ? NOTHING : EventText.data(chunk(delta("content", beyond), null)))
        .orElseGet(this::changed);
  }

  /** Not again when the answer begins anew: it is no part of it, and can't be compared. */
  private byte[] reasoning(String piece) {
    if (restarted && reasoned) {
      return NOTHING;
    }
    reasoned = true;
    return EventText.data(chunk(delta("reasoning_content", piece), null));
  }

  private byte[] restart(int keepChars) {
    restarted = true;
    text.restart(keepChars);
    return NOTHING;
  }

  private byte[] completed(Completed completed) {
    if (!text.isWhole()) {
      return changed();
    }
    over = true;
    EventText end = new EventText().add(chunk("{}", FinishReasons.of(completed.getFinishReason())));
    if (includeUsage) {
      String usage = json.writeValueAsString(ChatUsage.of(completed.getUsage()));
      end.add(head + "],\"usage\":" + usage + "}");
    }
    return end.add(DONE).bytes();
  }

  private byte[] changed() {
    return error(
        RESTARTED,
        "The answer had to begin anew and differs from what was sent: drop that and ask again.");
  }

  private byte[] error(String code, String message) {
    over = true;
    return EventText.data(json.writeValueAsString(OpenAiErrors.inStream(code, message)));
  }

  private static String delta(String field, String value) {
    StringBuilder delta = new StringBuilder(value.length() + 32);
    delta.append("{\"").append(field).append("\":");
    EventText.quote(value, delta);
    return delta.append('}').toString();
  }

  /** By hand: there are many of them. */
  private StringBuilder chunk(String delta, @Nullable String finishReason) {
    StringBuilder chunk = new StringBuilder(head.length() + delta.length() + 96);
    chunk.append(head).append("{\"index\":0,\"delta\":").append(delta);
    chunk.append(",\"finish_reason\":");
    if (finishReason == null) {
      chunk.append("null");
    } else {
      chunk.append('"').append(finishReason).append('"');
    }
    return chunk.append('}').append(tail);
  }
}
