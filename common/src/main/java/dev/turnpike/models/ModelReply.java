package dev.turnpike.models;

import dev.langchain4j.data.message.AiMessage;
import dev.turnpike.events.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param name of the model in the catalogue
 * @param simulated whether the built-in simulated model gave it
 * @param message text, reasoning and tool calls
 * @param finishReason stop, length, tool_calls or content_filter
 * @param model the name that the provider gave, the asked one where it gave none
 * @param firstTokenAt null when nothing was streamed
 */
public record ModelReply(
    String name,
    boolean simulated,
    AiMessage message,
    String finishReason,
    String model,
    Usage usage,
    Instant startedAt,
    @Nullable Instant firstTokenAt,
    Instant finishedAt) {

  /** Never null; empty when only tools are called, or all of the answer was cut off. */
  public String text() {
    @Nullable String text = message.text();
    return text == null ? "" : text;
  }

  /** Never null. */
  public String reasoning() {
    @Nullable String thinking = message.thinking();
    return thinking == null ? "" : thinking;
  }
}
