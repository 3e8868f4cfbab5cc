package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WeatherTest {
  private final Weather weather = new Weather();
  private final List<Boolean> faulty = new CopyOnWriteArrayList<>();

  @Test
  void itSpoilsEveryCallUntilItIsFairAgain() throws Exception {
    try (SimulatedModel model = start();
        HttpClient client = HttpClient.newHttpClient()) {
      Runnable clear = weather.turn("fault=429,retry-after=7");
      HttpResponse<String> refused = ask(client, model);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("7");
      clear.run();
      assertThat(ask(client, model).statusCode()).isEqualTo(200);
      assertThat(faulty).containsExactly(true, false);
    }
  }

  @Test
  void itOutlivesTheServerThatItIsOver() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      weather.turn("fault=500");
      for (int start = 0; start < 2; start++) {
        try (SimulatedModel model = start()) {
          assertThat(ask(client, model).statusCode()).isEqualTo(500);
        }
      }
    }
  }

  @Test
  void onlyTheLastToTurnItMakesItFair() {
    Runnable first = weather.turn("fault=500");
    Runnable second = weather.turn("fault=429");
    first.run();
    assertThat(weather.fault()).isNotNull();
    second.run();
    assertThat(weather.fault()).isNull();
  }

  @Test
  void aWeatherWithoutAFaultIsRefused() {
    assertThatThrownBy(() -> weather.turn("ttft=5")).hasMessageContaining("fault=500");
  }

  private SimulatedModel start() {
    return SimulatedModel.start(
        SimulatedModelSettings.instant(),
        (number, request, spoilt) -> {
          faulty.add(spoilt);
          return whole -> {};
        },
        weather);
  }

  private static HttpResponse<String> ask(HttpClient client, SimulatedModel model)
      throws IOException, InterruptedException {
    String body =
        """
        {"model": "sim", "messages": [{"role": "user", "content": "Hello"}]}""";
    return client.send(
        HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
