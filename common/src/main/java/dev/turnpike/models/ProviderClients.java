package dev.turnpike.models;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;

/** langchain4j's clients for one entry of the catalogue. The model's name comes with each call. */
record ProviderClients(OpenAiStreamingChatModel streaming, OpenAiChatModel blocking) {

  static ProviderClients of(ModelSettings settings, HttpClient http) {
    // langchain4j wants a key even where the provider does not.
    var key = settings.apiKey().isEmpty() ? "none" : settings.apiKey();
    return new ProviderClients(
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(builder(http, settings.firstTokenTimeout()))
            .baseUrl(settings.baseUrl().toString())
            .apiKey(key)
            .modelName(settings.providerModel())
            .returnThinking(true)
            .build(),
        OpenAiChatModel.builder()
            .httpClientBuilder(builder(http, settings.wholeAnswerTimeout()))
            .baseUrl(settings.baseUrl().toString())
            .apiKey(key)
            .modelName(settings.providerModel())
            .strictJsonSchema(true)
            .returnThinking(true)
            .maxRetries(0)
            .build());
  }

  private static CallerThreadHttpClient.Builder builder(HttpClient http, Duration headersTimeout) {
    return new CallerThreadHttpClient.Builder(new CallerThreadHttpClient(http, headersTimeout));
  }
}
