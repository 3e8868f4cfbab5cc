package dev.turnpike.models;

import dev.turnpike.models.ModelProperties.OutputLimit;
import dev.turnpike.models.ModelProperties.Price;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One model with everything that holds for it, said by its entry or by default.
 *
 * @param name in the catalogue
 * @param providerModel the provider's name for it
 * @param longestAnswer asked of the provider, in tokens; null: nothing is asked
 */
record ModelSettings(
    String name,
    String providerModel,
    URI baseUrl,
    String apiKey,
    boolean simulated,
    int contextTokens,
    @Nullable Integer longestAnswer,
    Tokenizer tokenizer,
    @Nullable Price price,
    @Nullable String reasoningEffort,
    OutputLimit outputLimit,
    boolean thinkTags,
    Duration firstTokenTimeout,
    Duration silenceTimeout,
    int maxConcurrent,
    Duration busyWait) {

  private static final int MOST_RESERVED = 4_096;

  static ModelSettings of(String name, ModelEntry entry, ModelProperties common) {
    var model = or(entry.model(), name);
    var price = common.prices().getOrDefault(name, common.prices().get(model));
    boolean elsewhere = entry.baseUrl() != null;
    return new ModelSettings(
        name,
        model,
        or(entry.baseUrl(), common.baseUrl()),
        or(entry.apiKey(), elsewhere ? "" : common.apiKey()),
        or(entry.simulated(), !elsewhere && common.simulated()),
        or(entry.contextTokens(), common.contextTokens()),
        entry.maxOutputTokens() == null ? common.maxOutputTokens() : entry.maxOutputTokens(),
        Tokenizer.of(or(entry.tokenizer(), common.tokenizer())),
        entry.price() == null ? price : entry.price(),
        blankIsNull(or(entry.reasoningEffort(), or(common.reasoningEffort(), ""))),
        or(entry.outputLimit(), common.outputLimit()),
        or(entry.thinkTags(), common.thinkTags()),
        or(entry.firstTokenTimeout(), common.firstTokenTimeout()),
        or(entry.silenceTimeout(), common.silenceTimeout()),
        or(entry.maxConcurrent(), common.maxConcurrent()),
        or(entry.busyWait(), common.busyWait()));
  }

  ModelSettings {
    var property = "turnpike.models.catalogue." + name + ".";
    Settings.address(property + "base-url", baseUrl);
    Settings.between(256, 100_000_000, property + "context-tokens", contextTokens);
    if (longestAnswer != null) {
      Settings.between(1, contextTokens - 1, property + "max-output-tokens", longestAnswer);
    }
    Settings.between(1, 1_000_000, property + "max-concurrent", maxConcurrent);
    Settings.atLeast(Duration.ZERO, property + "busy-wait", busyWait);
    Settings.atLeast(Duration.ofMillis(1), property + "first-token-timeout", firstTokenTimeout);
    Settings.atLeast(Duration.ofMillis(1), property + "silence-timeout", silenceTimeout);
  }

  /** The same settings for another model of the same provider, with no price of its own. */
  ModelSettings renamed(String otherName, String otherModel, @Nullable Price otherPrice) {
    return new ModelSettings(
        otherName,
        otherModel,
        baseUrl,
        apiKey,
        simulated,
        contextTokens,
        longestAnswer,
        tokenizer,
        otherPrice,
        reasoningEffort,
        outputLimit,
        thinkTags,
        firstTokenTimeout,
        silenceTimeout,
        maxConcurrent,
        busyWait);
  }

  Model model() {
    int reserved =
        longestAnswer == null ? Math.min(MOST_RESERVED, contextTokens / 4) : longestAnswer;
    return new Model(name, simulated, contextTokens, reserved, tokenizer);
  }

  /** For an answer that is not streamed. */
  Duration wholeAnswerTimeout() {
    return firstTokenTimeout.plus(silenceTimeout);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ModelSettings[%s at %s]".formatted(name, baseUrl);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static @Nullable String blankIsNull(String text) {
    return text.isBlank() ? null : text;
  }
}
