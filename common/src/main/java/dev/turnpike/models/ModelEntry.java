package dev.turnpike.models;

import dev.turnpike.models.ModelProperties.OutputLimit;
import dev.turnpike.models.ModelProperties.Price;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue. What it does not say is as in {@link ModelProperties}, with one
 * exception: an entry with an address of its own inherits neither key nor {@code simulated}, so
 * that no key is sent to a server that it was not made for.
 *
 * @param model the provider's name for it; as in the catalogue when absent
 * @param price of this model; else the one that the common prices have
 */
public record ModelEntry(
    @Nullable URI baseUrl,
    @Nullable String apiKey,
    @Nullable String model,
    @Nullable Boolean simulated,
    @Nullable Integer contextTokens,
    @Nullable Integer maxOutputTokens,
    Tokenizer.@Nullable Vocabulary tokenizer,
    @Nullable Price price,
    @Nullable String reasoningEffort,
    @Nullable OutputLimit outputLimit,
    @Nullable Boolean thinkTags,
    @Nullable Duration firstTokenTimeout,
    @Nullable Duration silenceTimeout,
    @Nullable Integer maxConcurrent,
    @Nullable Duration busyWait) {

  /** That says nothing. */
  static ModelEntry plain() {
    return new ModelEntry(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ModelEntry[baseUrl=%s, model=%s]".formatted(baseUrl, model);
  }
}
