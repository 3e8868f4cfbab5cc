package dev.turnpike.ingress.openai.completions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.events.Usage;

/** What a completion consumed. */
record ChatUsage(
    @JsonProperty("prompt_tokens") long promptTokens,
    @JsonProperty("completion_tokens") long completionTokens,
    @JsonProperty("total_tokens") long totalTokens,
    @JsonProperty("prompt_tokens_details") Prompt promptDetails,
    @JsonProperty("completion_tokens_details") Completion completionDetails) {
  record Prompt(@JsonProperty("cached_tokens") long cachedTokens) {}

  record Completion(@JsonProperty("reasoning_tokens") long reasoningTokens) {}

  static ChatUsage of(Usage usage) {
    return new ChatUsage(
        usage.getInputTokens(),
        usage.getOutputTokens(),
        usage.getInputTokens() + usage.getOutputTokens(),
        new Prompt(usage.getCachedInputTokens()),
        new Completion(usage.getReasoningTokens()));
  }
}
