package dev.turnpike.models;

import static dev.turnpike.models.StandInProvider.says;
import static dev.turnpike.models.StandInProvider.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelStatusTest {

  @Test
  void saysWhatBecameOfTheCallsOfEachModel() throws Exception {
    try (var provider = new StandInProvider();
        var models = CatalogueSetup.at(provider.url()).ring("one", "two").models()) {
      provider.on("one", status(500), status(500), status(401));
      provider.on("two", says("two"));

      var _ =
          models
              .ring(null, List.of())
              .ask(_ -> ChatRequest.builder().messages(UserMessage.from("Hello")).build());

      var one = models.status().getFirst();
      assertThat(one.name()).isEqualTo("one");
      assertThat(one.provider()).isEqualTo(provider.url().getHost());
      assertThat(one.breaker()).isEqualTo("closed");
      assertThat(one.inFlight()).isZero();
      assertThat(one.calls()).isEqualTo(3);
      assertThat(one.failures()).isEqualTo(3);
      assertThat(one.retries()).isEqualTo(2);
      assertThat(one.fallbacks()).isEqualTo(1);
      assertThat(one.lastError()).isEqualTo("model_unauthorized");
      assertThat(one.lastErrorAt()).isNotNull();
      var two = models.status().getLast();
      assertThat(two.calls()).isEqualTo(1);
      assertThat(two.failures()).isZero();
      assertThat(two.lastError()).isNull();
    }
  }
}
