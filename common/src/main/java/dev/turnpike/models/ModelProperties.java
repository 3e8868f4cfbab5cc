package dev.turnpike.models;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The provider and its models.
 *
 * @param baseUrl up to and including {@code /v1}
 * @param apiKey sent as a bearer token; empty for providers that want none
 * @param defaultModel the model that answers when nothing else is asked for
 * @param simulated true when the provider is the built-in simulated model; records and frames then
 *     say so
 * @param connectTimeout until the connection stands
 * @param firstTokenTimeout from the call to the first token
 * @param silenceTimeout between two tokens
 * @param prices by model name; a model without one costs an unknown amount
 */
@ConfigurationProperties("turnpike.models")
public record ModelProperties(
    URI baseUrl,
    @DefaultValue("") String apiKey,
    String defaultModel,
    @DefaultValue("false") boolean simulated,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("60s") Duration firstTokenTimeout,
    @DefaultValue("30s") Duration silenceTimeout,
    @DefaultValue Map<String, Price> prices) {

  public ModelProperties {
    if (defaultModel == null || defaultModel.isBlank()) {
      throw new IllegalArgumentException(
          "No model is named: set DEFAULT_LLM_MODEL, for example to gpt-4o-mini");
    }
    if (baseUrl == null || baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "OPENAI_BASE_URL is %s; write an address such as http://localhost:11434/v1"
              .formatted(baseUrl));
    }
    prices = prices == null ? Map.of() : Map.copyOf(prices);
  }

  /**
   * What a model costs.
   *
   * @param input US dollars per million tokens read
   * @param cachedInput US dollars per million tokens read from the provider's cache; as {@code
   *     input} when absent
   * @param output US dollars per million tokens written
   */
  public record Price(double input, @Nullable Double cachedInput, double output) {

    /** In billionths of a US dollar. */
    long nanoUsd(long inputTokens, long cachedInputTokens, long outputTokens) {
      double cached = cachedInput == null ? input : cachedInput;
      double micro =
          (inputTokens - cachedInputTokens) * input
              + cachedInputTokens * cached
              + outputTokens * output;
      return Math.round(micro * 1_000);
    }
  }
}
