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

  /** What the provider says, and where it does not, an estimate that is marked as one. */
  static Usage of(
      ChatRequest request, ChatResponse response, AiMessage message, ModelSettings settings) {
    @Nullable TokenUsage told = response.tokenUsage();
    @Nullable Integer toldInput = told == null ? null : told.inputTokenCount();
    @Nullable Integer toldOutput = told == null ? null : told.outputTokenCount();
    var tokenizer = settings.tokenizer();
    long input = toldInput == null ? MessageTokens.of(request, tokenizer) : toldInput;
    long output = toldOutput == null ? MessageTokens.of(message, tokenizer) : toldOutput;
    long cached = 0;
    long reasoning = 0;
    if (told instanceof OpenAiTokenUsage openAi) {
      var inputDetails = openAi.inputTokensDetails();
      var outputDetails = openAi.outputTokensDetails();
      cached = inputDetails == null ? 0 : count(inputDetails.cachedTokens());
      reasoning = outputDetails == null ? 0 : count(outputDetails.reasoningTokens());
    }
    @Nullable Price price = settings.price();
    return Usage.newBuilder()
        .setInputTokens(input)
        .setCachedInputTokens(cached)
        .setOutputTokens(output)
        .setReasoningTokens(reasoning)
        .setEstimated(toldInput == null || toldOutput == null)
        .setCostNanoUsd(price == null ? null : price.nanoUsd(input, cached, output))
        .build();
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
