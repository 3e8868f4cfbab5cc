package dev.turnpike.models;

import static dev.turnpike.models.StandInProvider.breaksOff;
import static dev.turnpike.models.StandInProvider.refuses;
import static dev.turnpike.models.StandInProvider.says;
import static dev.turnpike.models.StandInProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.turnpike.models.ModelException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring of two models, {@code one} and {@code two}. */
class ModelRingTest {

  private final HeardText heard = new HeardText();
  private StandInProvider provider;
  private CatalogueSetup setup;
  private Models models;

  @BeforeEach
  void start() throws IOException {
    provider = new StandInProvider();
    setup = CatalogueSetup.at(provider.url()).ring("one", "two");
    models = setup.models();
  }

  @AfterEach
  void stop() {
    models.close();
    provider.close();
  }

  @Test
  void theFirstModelAnswers() throws Exception {
    provider.on("one", says("Good ", "day"));

    var reply = stream();

    assertThat(reply.name()).isEqualTo("one");
    assertThat(reply.text()).isEqualTo("Good day").isEqualTo(heard.text.toString());
    assertThat(reply.finishReason()).isEqualTo("stop");
    assertThat(reply.firstTokenAt()).isBetween(reply.startedAt(), reply.finishedAt());
    assertThat(provider.calls("two")).isZero();
    assertThat(setup.pauses()).isEmpty();
  }

  @Test
  void aModelThatFailsIsTriedAgainWithGrowingPauses() throws Exception {
    provider.on("one", status(500), status(503), says("third"));

    assertThat(stream().text()).isEqualTo("third");

    assertThat(provider.calls("one")).isEqualTo(3);
    assertThat(setup.pauses()).hasSize(2);
    assertThat(setup.pauses().get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
    assertThat(setup.pauses().get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
  }

  @Test
  void retryAfterIsHonouredAndNeverCutShort() throws Exception {
    provider.on("one", refuses(429, "7", "{}"), says("patience"));

    assertThat(stream().text()).isEqualTo("patience");

    assertThat(setup.pauses()).singleElement().satisfies(this::isSevenSecondsAndSome);
  }

  private void isSevenSecondsAndSome(Duration pause) {
    assertThat(pause).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_300));
  }

  @Test
  void aModelThatAsksForTooLongAPauseIsLeftForTheNext() throws Exception {
    provider.on("one", refuses(429, "11", "{}"));

    assertThat(stream().name()).isEqualTo("two");

    assertThat(provider.calls("one")).isEqualTo(1);
    assertThat(setup.pauses()).isEmpty();
  }

  @Test
  void whenItsTriesAreUsedUpTheNextModelAnswers() throws Exception {
    provider.on("one", status(500));
    provider.on("two", status(500), says("two"));

    var reply = stream();

    assertThat(reply.name()).isEqualTo("two");
    assertThat(provider.calls("one")).isEqualTo(3);
    assertThat(provider.calls("two")).isEqualTo(2);
    assertThat(heard.restarts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 422})
  void aRefusalIsNotRepeatedAndTheNextModelAnswers(int refusal) throws Exception {
    provider.on("one", status(refusal));

    assertThat(stream().name()).isEqualTo("two");

    assertThat(provider.calls("one")).isEqualTo(1);
    assertThat(setup.pauses()).isEmpty();
  }

  @Test
  void textOfAFailedCallIsVoidBeforeTheNextBegins() throws Exception {
    provider.on("one", breaksOff("Once "), breaksOff("Twice "), breaksOff("Thrice "));
    provider.on("two", says("All ", "of it"));

    var reply = stream();

    assertThat(heard.restarts).hasSize(3).containsOnly("model_truncated");
    assertThat(heard.text).hasToString("All of it");
    assertThat(reply.text()).isEqualTo("All of it");
  }

  @Test
  void nothingIsRestartedWhereNothingWasHeard() throws Exception {
    provider.on("one", breaksOff(), status(500), says("fine"));

    assertThat(stream().text()).isEqualTo("fine");

    assertThat(heard.restarts).isEmpty();
  }

  @Test
  void theTextOfTheLastCallStandsWhenAllHaveFailed() {
    provider.on("one", breaksOff("a"));
    provider.on("two", breaksOff("b"));

    assertThatThrownBy(this::stream).isInstanceOf(ModelException.class);

    assertThat(heard.text).hasToString("b");
    assertThat(heard.restarts).hasSize(5);
  }

  @Test
  void aRingThatFailsSaysWhatBecameOfEach() {
    provider.on("one", refuses(401, null, "{\"error\":{\"code\":\"invalid_api_key\"}}"));
    provider.on("two", status(500));

    var failure = catchThrowableOfType(ModelException.class, this::stream);

    assertThat(failure)
        .hasMessage(
            "No model answered. The model one answered with status 401 (invalid_api_key); check its"
                + " key: OPENAI_API_KEY, or api-key of its entry in the catalogue; The model two"
                + " answered with status 500");
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void aRingMayBeRetriedWhenTheFirstOfItMay() {
    provider.on("one", refuses(429, "60", "{}"));
    provider.on("two", refuses(429, "30", "{}"));

    var failure = catchThrowableOfType(ModelException.class, this::stream);

    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anErrorsBodyIsNotQuoted() {
    var body = "{\"error\":{\"message\":\"You said: secret\",\"type\":\"not a code\"}}";
    provider.on("one", refuses(400, null, body));
    provider.on("two", refuses(400, null, body));

    var failure = catchThrowableOfType(ModelException.class, this::stream);

    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause).hasMessageNotContaining("secret");
    }
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void theRequestIsMadeForEachModel() throws Exception {
    provider.on("one", status(400));
    List<String> asked = new ArrayList<>();

    var _ =
        models.ring(null, List.of()).stream(
            model -> {
              asked.add(model.name());
              return request("Hello, " + model.name());
            },
            heard);

    assertThat(asked).containsExactly("one", "two");
    assertThat(provider.requests.getLast().at("/messages/0/content").asString())
        .isEqualTo("Hello, two");
  }

  @Test
  void aWholeAnswerIsAskedForInTheSameWay() throws Exception {
    provider.on("one", status(500));
    provider.on("two", refuses(503, "1", "{}"), says("whole"));

    var reply = models.ring(null, List.of()).ask(_ -> request("Hi"));

    assertThat(reply.text()).isEqualTo("whole");
    assertThat(reply.firstTokenAt()).isNull();
    assertThat(provider.calls("one")).isEqualTo(3);
  }

  @Test
  void oneModelAloneHasNoOtherBehindIt() {
    provider.on("one", status(500));

    assertThatThrownBy(() -> models.only("one").ask(_ -> request("Hi")))
        .hasMessage("The model one answered with status 500");
    assertThat(provider.calls("two")).isZero();
  }

  private ModelReply stream() throws ModelException, InterruptedException {
    return models.ring(null, List.of()).stream(_ -> request("Hi"), heard);
  }

  static ChatRequest request(String text) {
    return ChatRequest.builder().messages(UserMessage.from(text)).build();
  }
}
