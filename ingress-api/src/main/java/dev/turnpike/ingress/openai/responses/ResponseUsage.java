package dev.turnpike.ingress.openai.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.events.Usage;

/** What a response consumed. */
record ResponseUsage(
    @JsonProperty("input_tokens") long inputTokens,
    @JsonProperty("input_tokens_details") Input inputDetails,
    @JsonProperty("output_tokens") long outputTokens,
    @JsonProperty("output_tokens_details") Output outputDetails,
    @JsonProperty("total_tokens") long totalTokens) {
  /**
   * @param cacheWriteTokens not told by turns, and clients want a number
   */
  record Input(
      @JsonProperty("cached_tokens") long cachedTokens,
      @JsonProperty("cache_write_tokens") long cacheWriteTokens) {}

  record Output(@JsonProperty("reasoning_tokens") long reasoningTokens) {}

  static ResponseUsage of(Usage usage) {
    return new ResponseUsage(
        usage.getInputTokens(),
        new Input(usage.getCachedInputTokens(), 0),
        usage.getOutputTokens(),
        new Output(usage.getReasoningTokens()),
        usage.getInputTokens() + usage.getOutputTokens());
  }
}
