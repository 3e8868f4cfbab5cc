package dev.turnpike.ingress.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.text.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks: the messages it adds to the conversation, the user's last.
 *
 * @param model a model of the configured ones; by default the agent's own
 * @param onBusy what becomes of the session's turns that have not ended: the new one waits for them
 *     (enqueue, the default), is refused (reject), or cancels them, so that they keep what they
 *     have said (interrupt) or leave the history (rollback)
 * @param replaces a turn of the session whose place this one takes: it sees the history before that
 *     one, which leaves the history with all after it
 */
record ChatRequest(
    @NotNull(message = "is required")
        @Size(min = 1, max = 100, message = "must have 1 to 100 messages")
        List<@NotNull(message = "must be an object") @Valid Message> messages,
    @Text(min = 1, max = 200) @Nullable String model,
    @JsonProperty("on_busy")
        @Schema(allowableValues = {"enqueue", "reject", "interrupt", "rollback"})
        @Pattern(
            regexp = "enqueue|reject|interrupt|rollback",
            message = "must be enqueue, reject, interrupt or rollback")
        @Nullable String onBusy,
    @Schema(format = "uuid") @Text(min = 36, max = 36) @Nullable String replaces) {

  /** One message. */
  record Message(
      @NotNull(message = "is required")
          @Pattern(regexp = "user|assistant|system", message = "must be user, assistant or system")
          String role,
      @NotNull(message = "is required") @Text(min = 1, max = 3_000) String content) {}
}
