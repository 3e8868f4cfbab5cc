package dev.turnpike.ingress.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a session, oldest first. */
record Conversation(List<Message> messages) {
  /**
   * @param status of an answer whose turn was cancelled or failed, so that it may be partial
   */
  record Message(
      String role,
      String content,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(allowableValues = {"cancelled", "failed"})
          @Nullable String status) {}
}
