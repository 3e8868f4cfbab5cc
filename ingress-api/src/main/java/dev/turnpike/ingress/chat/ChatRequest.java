package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.text.Text;
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
 */
record ChatRequest(
    @NotNull(message = "is required")
        @Size(min = 1, max = 100, message = "must have 1 to 100 messages")
        List<@NotNull(message = "must be an object") @Valid Message> messages,
    @Text(min = 1, max = 200) @Nullable String model) {

  /** One message. */
  record Message(
      @NotNull(message = "is required")
          @Pattern(regexp = "user|assistant|system", message = "must be user, assistant or system")
          String role,
      @NotNull(message = "is required") @Text(min = 1, max = 3_000) String content) {}
}
