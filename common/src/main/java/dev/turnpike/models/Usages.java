package dev.turnpike.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.turnpike.events.Usage;
import dev.turnpike.models.ModelProperties.Price;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What calls used and cost. */
public final class Usages {

  /** Of English text, by common measure; used only where the provider does not say. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  private Usages() {}

  /** Nothing. */
  public static Usage none() {
    return Usage.newBuilder().build();
  }

  /** The sum; its cost is null when any cost is unknown, and it is estimated when any part is. */
  public static Usage sum(Collection<Usage> usages) {
    boolean priced = usages.stream().allMatch(u -> u.getCostNanoUsd() != null);
    return Usage.newBuilder()
        .setInputTokens(usages.stream().mapToLong(Usage::getInputTokens).sum())
        .setCachedInputTokens(usages.stream().mapToLong(Usage::getCachedInputTokens).sum())
        .setOutputTokens(usages.stream().mapToLong(Usage::getOutputTokens).sum())
        .setReasoningTokens(usages.stream().mapToLong(Usage::getReasoningTokens).sum())
        .setEstimated(usages.stream().anyMatch(Usage::getEstimated))
        .setCostNanoUsd(
            priced && !usages.isEmpty()
                ? usages.stream().mapToLong(Usage::getCostNanoUsd).sum()
                : null)
        .build();
  }

  static Usage of(ChatRequest request, ChatResponse response, @Nullable Price price) {
    @Nullable TokenUsage told = response.tokenUsage();
    boolean estimated = told == null || told.inputTokenCount() == null;
    long input = estimated ? tokens(request.messages().toString()) : told.inputTokenCount();
    long output = estimated ? tokens(text(response.aiMessage())) : count(told.outputTokenCount());
    long cached = 0;
    long reasoning = 0;
    if (told instanceof OpenAiTokenUsage openAi) {
      var inputDetails = openAi.inputTokensDetails();
      var outputDetails = openAi.outputTokensDetails();
      cached = inputDetails == null ? 0 : count(inputDetails.cachedTokens());
      reasoning = outputDetails == null ? 0 : count(outputDetails.reasoningTokens());
    }
    return Usage.newBuilder()
        .setInputTokens(input)
        .setCachedInputTokens(cached)
        .setOutputTokens(output)
        .setReasoningTokens(reasoning)
        .setEstimated(estimated)
        .setCostNanoUsd(price == null ? null : price.nanoUsd(input, cached, output))
        .build();
  }

  private static String text(AiMessage message) {
    @Nullable String text = message.text();
    return text == null ? "" : text;
  }

  private static long tokens(String text) {
    return Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN);
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
