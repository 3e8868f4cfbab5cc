package dev.turnpike.ingress.openai;

import static dev.turnpike.ingress.openai.OpenAiPlay.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import dev.turnpike.events.StartTurn;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own library for Java, unmodified. */
class JavaClientTest {
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static Visitor visitor;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(), ingress.database(), OpenAiPlay::play);
    ApiClient api = ingress.client();
    visitor = api.visitor();
    client = client(api.apiKey(visitor));
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
    ingress.close();
  }

  @Test
  void aUserTokenStandsForAKey() {
    as(
        visitor.userToken(),
        user ->
            assertThat(user.chat().completions().create(asking("answer").build()).choices())
                .hasSize(1));
  }

  @Test
  void aTurnTellsTheKeyThatAskedForIt() {
    client.chat().completions().create(asking("answer").build());
    assertThat(worker.commands().getLast().getBody())
        .isInstanceOfSatisfying(
            StartTurn.class, start -> assertThat(start.getApiKeyId()).isNotBlank());
  }

  @Test
  void listsModels() {
    assertThat(client.models().list().items())
        .extracting(Model::id)
        .containsExactly("default", "exact-model");
    assertThat(client.models().retrieve("exact-model").ownedBy()).isEqualTo("turnpike");
    assertThatThrownBy(() -> client.models().retrieve("nobody"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void completesAChat() {
    ChatCompletion answer = client.chat().completions().create(asking("answer").build());
    assertThat(answer.validate().isValid()).isTrue();
    assertThat(answer.id()).startsWith("chatcmpl-");
    assertThat(answer.model()).isEqualTo("sim");
    assertThat(answer.choices().getFirst().message().content()).contains(ANSWER);
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(5);
  }

  @Test
  void streamsAChat() {
    ChatCompletionCreateParams asked =
        asking("answer")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(asked)) {
      List<ChatCompletionChunk> chunks = stream.stream().toList();
      assertThat(chunks).allMatch(each -> each.validate().isValid());
      assertThat(chunks.stream().map(ChatCompletionChunk::id).distinct()).hasSize(1);
      assertThat(
              chunks.stream()
                  .flatMap(each -> each.choices().stream())
                  .flatMap(each -> each.delta().content().stream())
                  .collect(Collectors.joining()))
          .isEqualTo(ANSWER);
      assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(2);
    }
  }

  @Test
  void anErrorInAStreamIsThrown() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(asking("fail").build())) {
      assertThatThrownBy(() -> stream.stream().toList())
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("The model is away.");
    }
  }

  @Test
  void anAnswerThatIsSaidAgainIsSentOnce() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(asking("again").build())) {
      assertThat(
              stream.stream()
                  .flatMap(each -> each.choices().stream())
                  .flatMap(each -> each.delta().content().stream())
                  .collect(Collectors.joining()))
          .isEqualTo("Hello, world");
    }
  }

  @Test
  void anAnswerThatChangesIsAnError() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(asking("otherwise").build())) {
      assertThatThrownBy(() -> stream.stream().toList())
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("begin anew");
    }
  }

  /** What is gone through again from the log has the same numbers as what came as it happened. */
  @Test
  void aResponseThatBeganAnewGoesOnBehindAnyEvent() {
    List<String> events;
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(wanting("otherwise").build())) {
      events = stream.stream().map(JavaClientTest::json).toList();
    }
    assertThat(events).anyMatch(each -> each.contains("incomplete"));
    String id = TurnNames.of("resp_", worker.commands().getLast().getTurnId());
    assertThat(textOf(client.responses().retrieve(id))).isEqualTo("Hey, you");
    for (int seen = 0; seen < events.size() - 1; seen += 5) {
      ResponseRetrieveParams rest =
          ResponseRetrieveParams.builder().responseId(id).startingAfter(seen).build();
      try (StreamResponse<ResponseStreamEvent> stream =
          client.responses().retrieveStreaming(rest)) {
        List<String> again = stream.stream().map(JavaClientTest::json).toList();
        assertThat(again).hasSize(events.size() - seen - 1);
        assertThat(again.subList(0, again.size() - 1))
            .isEqualTo(events.subList(seen + 1, events.size() - 1));
      }
    }
  }

  @Test
  void errorsHaveTheirClasses() {
    assertThatThrownBy(() -> client.chat().completions().create(asking("answer").n(2).build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, error -> assertThat(error.param()).contains("n"));
    assertThatThrownBy(
            () -> client.chat().completions().create(asking("answer").model("nobody").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class, error -> assertThat(error.code()).contains("model_not_found"));
    as(
        "tp-000000000000000000000000000000000000",
        stranger ->
            assertThatThrownBy(() -> stranger.models().list())
                .isInstanceOfSatisfying(
                    UnauthorizedException.class,
                    error -> assertThat(error.code()).contains("invalid_api_key")));
  }

  @Test
  void streamsAResponseAndGoesOnBehindAnyEvent() {
    List<ResponseStreamEvent> events;
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(wanting("answer").build())) {
      events = stream.stream().toList();
    }
    assertThat(text(events)).isEqualTo(ANSWER);
    assertThat(events).allMatch(each -> each.validate().isValid());
    String id = events.getFirst().asCreated().response().id();
    Response whole = events.getLast().asCompleted().response();
    assertThat(textOf(whole)).isEqualTo(ANSWER);
    assertThat(textOf(client.responses().retrieve(id))).isEqualTo(ANSWER);

    for (int seen = 0; seen < events.size(); seen += 3) {
      ResponseRetrieveParams rest =
          ResponseRetrieveParams.builder().responseId(id).startingAfter(seen).build();
      try (StreamResponse<ResponseStreamEvent> stream =
          client.responses().retrieveStreaming(rest)) {
        assertThat(stream.stream().map(each -> each._json().orElseThrow().toString()))
            .hasSize(events.size() - seen - 1);
      }
    }
  }

  @Test
  void worksInTheBackground() {
    Response begun = client.responses().create(wanting("answer").background(true).build());
    assertThat(begun.status()).contains(ResponseStatus.QUEUED);
    await()
        .until(
            () -> client.responses().retrieve(begun.id()).status().orElseThrow(),
            ResponseStatus.COMPLETED::equals);
    Response done = client.responses().retrieve(begun.id());
    assertThat(done.validate().isValid()).isTrue();
    assertThat(textOf(done)).isEqualTo(ANSWER);
  }

  @Test
  void aResponseGoesOnWithThePreviousOnesSession() {
    Response first = client.responses().create(wanting("answer").build());
    Response second =
        client.responses().create(wanting("more").previousResponseId(first.id()).build());
    assertThat(textOf(second)).isEqualTo("You said more");
    var sessions =
        worker.commands().stream()
            .filter(
                each ->
                    List.of(first.id(), second.id())
                        .contains(TurnNames.of("resp_", each.getTurnId())))
            .map(each -> each.getSessionId())
            .toList();
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(1)).isEqualTo(sessions.get(0));
  }

  @Test
  void cancelsAResponse() {
    Response begun = client.responses().create(wanting("never").background(true).build());
    assertThat(client.responses().cancel(begun.id()).status()).contains(ResponseStatus.CANCELLED);
    assertThat(client.responses().retrieve(begun.id()).status()).contains(ResponseStatus.CANCELLED);
  }

  @Test
  void anothersResponseIsNotThere() {
    Response begun = client.responses().create(wanting("answer").build());
    as(ingress.client().visitor().userToken(), other -> assertSeesNothing(other, begun.id()));
  }

  private static void assertSeesNothing(OpenAIClient other, String id) {
    assertThatThrownBy(() -> other.responses().retrieve(id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> other.responses().cancel(id)).isInstanceOf(NotFoundException.class);
    ResponseRetrieveParams stream = ResponseRetrieveParams.builder().responseId(id).build();
    assertThatThrownBy(() -> other.responses().retrieveStreaming(stream))
        .isInstanceOf(NotFoundException.class);
    ResponseCreateParams more = wanting("more").previousResponseId(id).build();
    assertThatThrownBy(() -> other.responses().create(more))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            error -> assertThat(error.code()).contains("previous_response_not_found"));
  }

  private static void as(String token, Consumer<OpenAIClient> test) {
    OpenAIClient other = client(token);
    try {
      test.accept(other);
    } finally {
      other.close();
    }
  }

  private static String text(List<ResponseStreamEvent> events) {
    return events.stream()
        .flatMap(each -> each.outputTextDelta().stream())
        .map(each -> each.delta())
        .collect(Collectors.joining());
  }

  /** Whoever asks later is not told what the request had said. */
  private static String json(ResponseStreamEvent event) {
    return event._json().orElseThrow().toString().replace("background=false", "background=null");
  }

  private static String textOf(Response response) {
    return response.output().stream()
        .flatMap(each -> each.message().stream())
        .flatMap(each -> each.content().stream())
        .map(each -> each.asOutputText().text())
        .collect(Collectors.joining());
  }

  private static ChatCompletionCreateParams.Builder asking(String text) {
    return ChatCompletionCreateParams.builder().model("sim").addUserMessage(text);
  }

  private static ResponseCreateParams.Builder wanting(String text) {
    return ResponseCreateParams.builder().model("sim").input(text);
  }

  private static OpenAIClient client(String token) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(ingress.client().url() + "/v1")
        .apiKey(token)
        .maxRetries(0)
        .build();
  }
}
