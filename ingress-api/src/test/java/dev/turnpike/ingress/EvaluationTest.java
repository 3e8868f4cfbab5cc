package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Origin;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.StartTurn;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Turns that only show how answers are. */
class EvaluationTest {
  private static final String PATH = "/api/v1/chatbot/evaluation";

  private static RunningIngress ingress;
  private static FakeWorker worker;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.evaluation.enabled", "true"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> stage.answer("Hel", "lo"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void theMessagesAreAllThereIsAndNothingIsLearned() {
    Visitor visitor = ingress.client().visitor();
    String longAnswer = "a".repeat(10_000);

    Answer answer =
        ask(
            ingress,
            visitor,
            """
            {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "%s"},
              {"role": "user", "content": "And?"}]}"""
                .formatted(longAnswer));

    assertThat(answer.raw().body()).contains("\"type\":\"completed\"");
    StartTurn start = asked(visitor);
    assertThat(start.getOrigin()).isEqualTo(Origin.EVALUATION);
    assertThat(start.getContext()).isEqualTo(ContextSource.AS_SENT);
    assertThat(start.getMemory()).isFalse();
    assertThat(start.getMessages()).hasSize(3);
    assertThat(start.getMessages().get(1).getContent()).isEqualTo(longAnswer);
    assertThat(start.getRecording()).isNull();
    assertThat(ingress.client().get("/api/v1/usage", visitor.userToken()).status()).isEqualTo(200);
  }

  @Test
  void aRecordingIsPassedOn() {
    Visitor visitor = ingress.client().visitor();

    ask(
        ingress,
        visitor,
        """
        {"messages": [{"role": "user", "content": "Time?"}], "recording": {
          "recalled": [{"id": "0198c0de-0000-7000-8000-000000000001", "text": "Tea", "similarity": 0.5}],
          "tool_calls": [{"name": "clock", "arguments": "{}", "result": "noon"}]}}""");

    var recording = asked(visitor).getRecording();
    assertThat(recording.getToolCalls())
        .isEqualTo(List.of(new RecordedCall("clock", "{}", "noon", false)));
    assertThat(recording.getRecalled()).singleElement().extracting("text").isEqualTo("Tea");
  }

  @Test
  void whatCantBeAskedIsRefusedByItsField() {
    Visitor visitor = ingress.client().visitor();
    assertThat(ask(ingress, visitor, "{\"messages\": []}").field()).isEqualTo("messages");
    assertThat(
            ask(
                    ingress,
                    visitor,
                    "{\"messages\": [{\"role\": \"assistant\", \"content\": \"Hi\"}]}")
                .field())
        .isEqualTo("messages[0].role");
    Answer model =
        ask(
            ingress,
            visitor,
            "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], \"model\": \"other\"}");
    assertThat(model.field()).isEqualTo("model");
  }

  @Test
  void theyAreOffUnlessAllowed() {
    try (RunningIngress without =
        RunningIngress.start(Map.of("turnpike.ingress.evaluation.enabled", "false"))) {
      Answer answer = ask(without, without.client().visitor(), ApiClient.message("Hi"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().path("code").asString()).isEqualTo("evaluation_off");
    }
  }

  private static Answer ask(RunningIngress at, Visitor visitor, String body) {
    return at.client().postJson(PATH, visitor.sessionToken(), body);
  }

  private static StartTurn asked(Visitor visitor) {
    return (StartTurn) worker.commandsOf(visitor.sessionId()).getFirst().getBody();
  }
}
