package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What clients are told when no worker can begin their turns in time, or no answer more fits. */
class OverloadTest {
  private static final String CHAT = "/api/v1/chatbot/chat";

  @Test
  void whileNothingBeginsTurnsAreRefused() {
    AtomicBoolean asleep = new AtomicBoolean(true);
    Queue<FakeWorker.Stage> overslept = new ConcurrentLinkedQueue<>();
    try (RunningIngress ingress =
            RunningIngress.start(Map.of("turnpike.ingress.backlog.max-wait", "1s"));
        FakeWorker _ =
            FakeWorker.start(
                TestPlatform.shared().bootstrapServers(),
                ingress.database(),
                stage -> {
                  if (asleep.get()) {
                    overslept.add(stage);
                  } else {
                    stage.answer("done");
                  }
                })) {
      ApiClient api = ingress.client();
      Visitor first = api.visitor();
      Visitor other = api.visitor();
      try (SseReader waiting = api.stream(first.sessionToken(), ApiClient.message("hello"))) {
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(ask(api, api.visitor()).status()).isEqualTo(202);
        assertThat(ask(api, api.visitor()).status()).isEqualTo(202);
        Answer refused = await().until(() -> ask(api, other), answer -> answer.status() == 429);
        assertThat(refused.body().path("code").asString()).isEqualTo("overloaded");
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        Answer openAi =
            await().until(() -> completion(api, other), answer -> answer.status() == 429);
        assertThat(openAi.body().at("/error/code").asString()).isEqualTo("overloaded");

        asleep.set(false);
        overslept.forEach(stage -> stage.answer("done"));
        assertThat(waiting.text()).contains("done");
        await().until(() -> ask(api, other).status() == 202);
      }
    }
  }

  @Test
  void noMoreAnswersAreUnderWayThanFit() {
    try (RunningIngress ingress =
            RunningIngress.start(Map.of("turnpike.ingress.streams.max-open", "2"));
        FakeWorker _ =
            FakeWorker.start(
                TestPlatform.shared().bootstrapServers(),
                ingress.database(),
                FakeWorker.Stage::started)) {
      ApiClient api = ingress.client();
      Visitor visitor = api.visitor();
      String token = visitor.sessionToken();
      try (SseReader first = api.stream(token, ApiClient.message("a"));
          SseReader second = api.stream(token, ApiClient.message("b"))) {
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        try (SseReader third = api.stream(token, ApiClient.message("c"))) {
          assertThat(third.status()).isEqualTo(429);
        }
        assertThat(api.postJson(CHAT, token, ApiClient.message("c")).status()).isEqualTo(429);
        assertThat(completion(api, visitor).status()).isEqualTo(429);
        assertThat(ask(api, visitor).status()).isEqualTo(202); // It keeps nothing open.
      }
    }
  }

  private static Answer ask(ApiClient api, Visitor visitor) {
    return api.askLater(CHAT, visitor.sessionToken(), ApiClient.message("hello"), "respond-async");
  }

  private static Answer completion(ApiClient api, Visitor visitor) {
    return api.postJson(
        "/v1/chat/completions",
        visitor.userToken(),
        "{\"model\": \"default\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}");
  }
}
