package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Starting, settings, stopping. */
class SimulatedModelTest {
  @Test
  void aPortThatIsTakenIsSaid() {
    try (SimulatedModel first = SimulatedModel.start(SimulatedModelSettings.instant())) {
      SimulatedModelSettings same = SimulatedModelSettings.demo(first.port());

      assertThatThrownBy(() -> SimulatedModel.start(same))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  @Test
  void thePortIsFreeAgainAfterClosing() {
    SimulatedModel first = SimulatedModel.start(SimulatedModelSettings.instant());
    first.close();

    try (SimulatedModel second =
        SimulatedModel.start(SimulatedModelSettings.instant().withPort(first.port()))) {
      assertThat(second.baseUrl()).isEqualTo("http://127.0.0.1:%d/v1".formatted(first.port()));
    }
  }

  @Test
  void closingEndsStreamsThatAreOpen() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        ModelClient client = new ModelClient(model)) {
      var answer =
          client
              .http()
              .sendAsync(
                  client.request(ModelClient.stream("sim:gap=1000,tokens=600", "Hello")),
                  BodyHandlers.ofString());
      Awaitility.await().until(() -> model.openAnswers() == 1);

      model.close();

      assertThat(answer).failsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void requestsAreCounted() throws Exception {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        ModelClient client = new ModelClient(model)) {
      client.post(ModelClient.ask("sim", "Hello"));
      client.post(ModelClient.ask("sim:fault=500", "Hello"));
      client.get("/models");

      assertThat(model.requests()).isEqualTo(2);
      assertThat(model.openAnswers()).isZero();
    }
  }

  @Test
  void settingsHoldForRequestsThatSayNothingElse() throws Exception {
    try (SimulatedModel model =
            SimulatedModel.start(SimulatedModelSettings.instant().withKnobs("ttft=0,tokens=2"));
        ModelClient client = new ModelClient(model)) {
      assertThat(client.json(ModelClient.ask("sim", "Hi")).at("/usage/completion_tokens").asInt())
          .isEqualTo(2);
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    SimulatedModelSettings settings = SimulatedModelSettings.demo(0);

    assertThatThrownBy(() -> settings.withPort(70_000)).hasMessageContaining("70000");
    assertThatThrownBy(() -> settings.withKnobs("pace=1")).hasMessageContaining("'pace'");
    assertThatThrownBy(() -> new SimulatedModelSettings(0, "", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(settings.defaults()).isEqualTo(Knobs.DEMO);
  }

  @Test
  void argumentsOfTheApplication() {
    assertThat(SimulatedModelApplication.settings()).isEqualTo(SimulatedModelSettings.demo(8090));
    assertThat(SimulatedModelApplication.settings("--port", "0", "--knobs", "gap=1"))
        .isEqualTo(SimulatedModelSettings.demo(0).withKnobs("gap=1"));
    assertThatThrownBy(() -> SimulatedModelApplication.settings("--port", "x"))
        .hasMessageContaining("--port x");
    assertThatThrownBy(() -> SimulatedModelApplication.settings("--help"))
        .hasMessageContaining("--help");
  }

  @Test
  void loremTextDependsOnSeedAndTokensOnly() {
    String text = SimulatedModel.loremText("sim:text=lorem,tokens=50,seed=7");

    assertThat(SimulatedModel.loremText("sim:ttft=9,gap=9,text=lorem,tokens=50,seed=7"))
        .isEqualTo(text);
    assertThat(SimulatedModel.loremText("sim:text=lorem,tokens=60,seed=7")).startsWith(text);
    assertThat(SimulatedModel.loremText("sim:text=lorem,tokens=50,seed=8")).isNotEqualTo(text);
  }
}
