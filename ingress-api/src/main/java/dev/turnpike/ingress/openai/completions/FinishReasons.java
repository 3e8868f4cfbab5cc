package dev.turnpike.ingress.openai.completions;

import org.jspecify.annotations.Nullable;

/** Why an answer ended, in OpenAI's words. */
final class FinishReasons {
  private FinishReasons() {}

  /** Those that the API has and a turn can end with; anything else is a normal end. */
  static String of(@Nullable String reason) {
    return switch (reason) {
      case "length", "content_filter" -> reason;
      case null, default -> "stop";
    };
  }
}
