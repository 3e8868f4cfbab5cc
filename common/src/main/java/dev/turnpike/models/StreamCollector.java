package dev.turnpike.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hears langchain4j's callbacks, all on the calling thread, and keeps the first end that is told.
 *
 * <p>langchain4j may report an error and a completion for the same stream; only the first counts.
 * Invariant: the message that it makes is, letter by letter, what the listener has heard.
 */
final class StreamCollector implements StreamingChatResponseHandler {

  private final StreamWatchdog.Watched watched;
  private final Heard heard;
  private final @Nullable ThinkTags tags;
  private @Nullable Instant firstTokenAt;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;

  StreamCollector(ModelListener listener, boolean thinkTags, StreamWatchdog.Watched watched) {
    this.watched = watched;
    this.heard = new Heard(listener);
    this.tags = thinkTags ? new ThinkTags(heard) : null;
  }

  @Override
  public void onPartialResponse(String piece) {
    token();
    if (tags != null) {
      tags.text(piece);
    } else {
      heard.text(piece);
    }
  }

  @Override
  public void onPartialThinking(PartialThinking piece) {
    token();
    heard.reasoning(piece.text());
  }

  @Override
  public void onPartialToolCall(PartialToolCall piece) {
    token();
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    token();
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    if (response == null && failure == null) {
      response = complete;
      if (tags != null) {
        tags.end();
      }
    }
  }

  @Override
  public void onError(Throwable error) {
    if (response == null && failure == null) {
      failure = error;
    }
  }

  @Nullable Instant firstTokenAt() {
    return firstTokenAt;
  }

  @Nullable ChatResponse response() {
    return response;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** The answer as it was heard, with the tool calls of {@code complete}. */
  AiMessage message(ChatResponse complete) {
    return heard.in(complete.aiMessage());
  }

  private void token() {
    watched.token();
    if (firstTokenAt == null) {
      firstTokenAt = Instant.now();
    }
  }

  /** Passes on and remembers. */
  static final class Heard implements ModelListener {
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();

    Heard(ModelListener listener) {
      this.listener = listener;
    }

    @Override
    public void text(String piece) {
      text.append(piece);
      listener.text(piece);
    }

    @Override
    public void reasoning(String piece) {
      reasoning.append(piece);
      listener.reasoning(piece);
    }

    AiMessage in(AiMessage told) {
      return told.toBuilder()
          .text(text.isEmpty() ? null : text.toString())
          .thinking(reasoning.isEmpty() ? null : reasoning.toString())
          .build();
    }
  }
}
