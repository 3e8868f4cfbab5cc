package dev.turnpike.models;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The catalogue of models, and what its entries have in common.
 *
 * @param baseUrl up to and including {@code /v1}
 * @param apiKey sent as a bearer token; empty for providers that want none
 * @param defaultModel the model that answers when nothing else is asked for; may be left out when
 *     there is a ring
 * @param simulated true when the provider is the built-in simulated model; records and frames then
 *     say so
 * @param connectTimeout until the connection stands; for all models
 * @param firstTokenTimeout from the call to the first token
 * @param silenceTimeout between two tokens
 * @param prices by name in the catalogue or at the provider; a model without one costs an unknown
 *     amount
 * @param contextTokens how many tokens request and answer may have together
 * @param maxOutputTokens the longest answer; absent: none is asked of the provider, and a quarter
 *     of the context, at most 4,096 tokens, is kept free
 * @param tokenizer the vocabulary that texts are counted in
 * @param reasoningEffort sent as {@code reasoning_effort}; absent: not sent
 * @param outputLimit the field that limits an answer's length
 * @param thinkTags whether an answer's opening {@code <think>…</think>} is reasoning
 * @param maxConcurrent calls of one model at a time in one process
 * @param busyWait how long a call waits for its place among them
 * @param catalogue by name; empty: the default model alone, and every other name is passed on to
 *     the provider
 * @param ring the models that step in, in this order, when the asked one fails
 */
@ConfigurationProperties(prefix = "turnpike.models", ignoreUnknownFields = false)
public record ModelProperties(
    URI baseUrl,
    @DefaultValue("") String apiKey,
    @DefaultValue("") String defaultModel,
    @DefaultValue("false") boolean simulated,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("60s") Duration firstTokenTimeout,
    @DefaultValue("30s") Duration silenceTimeout,
    @DefaultValue Map<String, Price> prices,
    @DefaultValue("32768") int contextTokens,
    @Nullable Integer maxOutputTokens,
    @DefaultValue("o200k_base") Tokenizer.Vocabulary tokenizer,
    @Nullable String reasoningEffort,
    @DefaultValue("max_tokens") OutputLimit outputLimit,
    @DefaultValue("true") boolean thinkTags,
    @DefaultValue("4000") int maxConcurrent,
    @DefaultValue("5s") Duration busyWait,
    @DefaultValue Map<String, ModelEntry> catalogue,
    @DefaultValue List<String> ring,
    @NestedConfigurationProperty @DefaultValue RetryProperties retry,
    @NestedConfigurationProperty @DefaultValue BreakerProperties breaker) {

  @ConstructorBinding
  public ModelProperties {
    Settings.address("OPENAI_BASE_URL (turnpike.models.base-url)", baseUrl);
    if (defaultModel.isBlank() && ring.isEmpty()) {
      throw new StartRefused(
          "No model is named: set DEFAULT_LLM_MODEL, for example to gpt-4o-mini");
    }
    Settings.atLeast(Duration.ofMillis(1), "turnpike.models.connect-timeout", connectTimeout);
    prices = Map.copyOf(prices);
    catalogue = Collections.unmodifiableMap(new LinkedHashMap<>(catalogue));
    ring = List.copyOf(ring);
  }

  /** One model at one provider, everything else as by default. */
  public ModelProperties(
      URI baseUrl,
      String apiKey,
      String defaultModel,
      boolean simulated,
      Duration connectTimeout,
      Duration firstTokenTimeout,
      Duration silenceTimeout,
      Map<String, Price> prices) {
    this(
        baseUrl,
        apiKey,
        defaultModel,
        simulated,
        connectTimeout,
        firstTokenTimeout,
        silenceTimeout,
        prices,
        32_768,
        null,
        Tokenizer.Vocabulary.O200K_BASE,
        null,
        OutputLimit.MAX_TOKENS,
        true,
        4_000,
        Duration.ofSeconds(5),
        Map.of(),
        List.of(),
        new RetryProperties(3, Duration.ofMillis(200), Duration.ofSeconds(10)),
        new BreakerProperties(50, 5, Duration.ofSeconds(30), Duration.ofSeconds(10), 3));
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "ModelProperties[baseUrl=%s, defaultModel=%s, catalogue=%s, ring=%s]"
        .formatted(baseUrl, defaultModel, catalogue.keySet(), ring);
  }

  /** The request's field that limits an answer's length. */
  public enum OutputLimit {
    /** What every server understands. */
    MAX_TOKENS,
    /** What OpenAI's reasoning models want. */
    MAX_COMPLETION_TOKENS
  }

  /**
   * What a model costs.
   *
   * @param input US dollars per million tokens read
   * @param cachedInput US dollars per million tokens read from the provider's cache; as {@code
   *     input} when absent
   * @param output US dollars per million tokens written
   */
  public record Price(Double input, @Nullable Double cachedInput, Double output) {

    public Price {
      if (input == null || output == null) {
        throw new StartRefused(
            "A price has only one of input and output: write both, in US dollars per million tokens");
      }
      for (double amount : List.of(input, cachedInput == null ? 0 : cachedInput, output)) {
        if (!(amount >= 0) || Double.isInfinite(amount)) {
          throw new StartRefused(
              "A price is %s: write US dollars per million tokens, such as 0.15".formatted(amount));
        }
      }
    }

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
