package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.text.TextRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call's headers say about its turn.
 *
 * @param chat the client's name for the conversation
 * @param isTask whether the client asks for itself: a title, tags, a query
 */
public record CallHeaders(Optional<String> chat, boolean isTask, @Nullable String traceParent) {
  private static final String CHAT = "X-OpenWebUI-Chat-Id";
  private static final String TASK = "X-OpenWebUI-Task";
  private static final int MAX_NAME = 200;

  /** Of chats that Open WebUI does not keep, so neither do we. */
  private static final String TEMPORARY = "local:";

  /** Of its placeholders, in a version that does not know them. */
  private static final String PLACEHOLDER = "{{";

  public static CallHeaders of(HttpServletRequest request) {
    return new CallHeaders(
        said(request, CHAT).filter(chat -> !chat.startsWith(TEMPORARY)).map(CallHeaders::checked),
        said(request, TASK).isPresent(),
        request.getHeader("traceparent"));
  }

  private static Optional<String> said(HttpServletRequest request, String header) {
    return Optional.ofNullable(request.getHeader(header))
        .filter(value -> !value.isBlank() && !value.startsWith(PLACEHOLDER));
  }

  private static String checked(String chat) {
    @Nullable String complaint = TextRule.complaint(chat, 1, MAX_NAME);
    if (complaint != null) {
      throw JsonObject.wrong(CHAT, complaint);
    }
    return chat;
  }
}
