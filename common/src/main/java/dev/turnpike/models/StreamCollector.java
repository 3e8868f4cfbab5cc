package dev.turnpike.models;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hears langchain4j's callbacks, all on the calling thread, and keeps the first end that is told.
 *
 * <p>langchain4j may report an error and a completion for the same stream; only the first counts.
 */
final class StreamCollector implements StreamingChatResponseHandler {

  private final ModelListener listener;
  private final StreamWatchdog.Watched watched;
  private @Nullable Instant firstTokenAt;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;

  StreamCollector(ModelListener listener, StreamWatchdog.Watched watched) {
    this.listener = listener;
    this.watched = watched;
  }

  @Override
  public void onPartialResponse(String piece) {
    token();
    listener.text(piece);
  }

  @Override
  public void onPartialThinking(PartialThinking piece) {
    token();
    listener.reasoning(piece.text());
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    if (response == null && failure == null) {
      response = complete;
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

  private void token() {
    watched.token();
    if (firstTokenAt == null) {
      firstTokenAt = Instant.now();
    }
  }
}
