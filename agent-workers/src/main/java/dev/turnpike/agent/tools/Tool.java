package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that the model may call. Many calls run at once, each on a virtual thread of its own.
 */
public interface Tool {

  /**
   * Its name (letters, digits, {@code _} and {@code -}, at most 64), what it is for, and the JSON
   * schema of its arguments; always the same.
   */
  ToolSpecification specification();

  /** How long a call may take; null for the configured default. The configuration goes first. */
  default @Nullable Duration timeout() {
    return null;
  }

  /**
   * Runs one call. It must end soon after its thread is interrupted: that is how a call that takes
   * too long, or whose turn was cancelled, is told. A turn that is tried again may call it again
   * with the same {@link ToolContext#callId()}.
   *
   * @param arguments a JSON object, otherwise as the model wrote it; see {@link ToolArguments}
   * @return what the model is told; cut when it is longer than configured
   * @throws ToolException when it did not work; the model is told the message
   */
  String call(String arguments, ToolContext context) throws ToolException, InterruptedException;
}
