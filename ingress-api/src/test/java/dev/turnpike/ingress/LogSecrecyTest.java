package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.testing.LogLines;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marked text goes every way that clients know, well and badly, and shows in no log line. */
class LogSecrecyTest {
  private static final String MARK = "Marked7Text";
  private static final String PASSWORD = "Pass-" + MARK + "-1!";
  private static final String CHAT = "/api/v1/chatbot/chat";

  @Test
  void nothingThatClientsSendShowsInTheLog() {
    try (RunningIngress ingress =
            RunningIngress.start(Map.of("turnpike.ingress.answer-deadline", "10s"));
        LogLines lines = LogLines.open();
        FakeWorker worker =
            FakeWorker.start(
                TestPlatform.shared().bootstrapServers(),
                ingress.database(),
                LogSecrecyTest::play)) {
      ApiClient api = ingress.client();
      accounts(api);
      ApiClient.Visitor visitor = api.visitor();
      chats(api, visitor);
      malformed(api, visitor);

      await().until(() -> lines.saying("Turn accepted").size() >= 3);
      assertThat(worker.commandsOf(visitor.sessionId())).isNotEmpty();
      assertThat(lines.all())
          .noneMatch(line -> line.whole().contains(MARK))
          .noneMatch(line -> line.whole().contains(visitor.userToken()))
          .noneMatch(line -> line.whole().contains(visitor.sessionToken()))
          .noneMatch(line -> line.whole().contains(visitor.email()))
          .noneMatch(line -> line.whole().contains(RunningIngress.SECRET))
          .noneMatch(line -> line.whole().contains(ingress.database().password() + "@"));
    }
  }

  /** Answers the first two, and fails with what it was asked. */
  private static void play(FakeWorker.Stage stage) {
    stage.started();
    stage.send(1, new Delta(0, "Answer " + MARK, Channel.ANSWER));
    if (stage.text().contains("fail")) {
      stage.send(1, new Failed("model_failed", "It said " + MARK, 0));
    } else {
      stage.completed(1);
    }
  }

  private static void accounts(ApiClient api) {
    String email = MARK + "@example.org";
    assertThat(api.register(email, PASSWORD).status()).isEqualTo(200);
    assertThat(api.register(email, PASSWORD).status()).isGreaterThanOrEqualTo(400);
    assertThat(api.register(email, MARK).status()).isEqualTo(422);
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
    assertThat(api.login(email, "Other-" + PASSWORD).status()).isEqualTo(401);
    assertThat(api.login("nobody-" + email, PASSWORD).status()).isEqualTo(401);
  }

  private static void chats(ApiClient api, ApiClient.Visitor visitor) {
    String token = visitor.sessionToken();
    String message = ApiClient.message("Hello " + MARK);
    assertThat(api.postJson(CHAT, token, message).status()).isEqualTo(200);
    String failing = ApiClient.message("Please fail " + MARK);
    assertThat(api.postJson(CHAT, token, failing).status()).isEqualTo(502);
    assertThat(api.postJson(CHAT + "/stream", token, message).status()).isEqualTo(200);
    api.postJson(
        "/v1/chat/completions",
        visitor.userToken(),
        "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(MARK));
    api.form(
        "PATCH",
        "/api/v1/auth/session/" + visitor.sessionId() + "/name",
        token,
        Map.of("name", MARK));
  }

  private static void malformed(ApiClient api, ApiClient.Visitor visitor) {
    String token = visitor.sessionToken();
    assertThat(api.postJson(CHAT, token, "{\"messages\": " + MARK).status()).isEqualTo(400);
    assertThat(api.postJson(CHAT, token, "{\"messages\": \"" + MARK + "\"}").status())
        .isEqualTo(422);
    assertThat(api.postJson(CHAT, token, ApiClient.message(MARK.repeat(300))).status())
        .isEqualTo(422);
    assertThat(api.postJson(CHAT, MARK + ".a.b", ApiClient.message("Hi")).status()).isEqualTo(401);
    assertThat(api.get("/api/v1/turns/" + MARK + "?cursor=" + MARK, token).status()).isEqualTo(404);
    assertThat(api.get("/" + MARK, token).status()).isEqualTo(404);
    assertThat(api.get("/api/v1/" + MARK, token).status()).isBetween(400, 499);
    assertThat(api.send("PUT", CHAT, token, "text/" + MARK, BodyPublishers.ofString(MARK)).status())
        .isBetween(400, 499);
  }
}
