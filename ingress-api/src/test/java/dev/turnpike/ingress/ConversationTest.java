package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Failed;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a user from registration to a conversation and its end. */
class ConversationTest {
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(), ingress.database(), ConversationTest::play);
    api = ingress.client();
  }

  private static void play(FakeWorker.Stage stage) {
    switch (stage.text()) {
      case "break" -> {
        stage.store("failed", "So far");
        stage.send(1, new Failed("model_unavailable", "The model is away.", -1));
      }
      case "stop" -> {
        stage.store("cancelled", "So f");
        stage.send(1, new Cancelled("Its user asked for it.", -1));
      }
      default -> stage.answer("You said: ", stage.text());
    }
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void registersAndLogsIn() {
    Answer registered = api.register("Ada@Example.org", "Passw0rd!");
    assertThat(registered.status()).isEqualTo(200);
    assertThat(registered.body().path("email").asString()).isEqualTo("ada@example.org");
    assertThat(registered.body().at("/token/token_type").asString()).isEqualTo("bearer");

    Answer login = api.login("ada@example.org", "Passw0rd!");
    assertThat(login.status()).isEqualTo(200);
    String token = login.body().path("access_token").asString();
    assertThat(api.get("/api/v1/auth/sessions", token).status()).isEqualTo(200);

    Answer again = api.register("ada@example.org", "Passw0rd!");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.field()).isEqualTo("email");
  }

  @Test
  void acceptsPasswordsBeyondBcryptsLimit() {
    String password = "Aa1!" + "\uD83D\uDE00".repeat(60);
    assertThat(api.register("long@example.org", password).status()).isEqualTo(200);
    assertThat(api.login("long@example.org", password).status()).isEqualTo(200);
    String other = password.substring(0, password.length() - 2) + "\uD83D\uDE01";
    assertThat(api.login("long@example.org", other).status()).isEqualTo(401);
  }

  @Test
  void sessionsAreCreatedListedRenamedAndDeleted() {
    Visitor visitor = api.visitor();
    String session = "/api/v1/auth/session/" + visitor.sessionId();

    Answer renamed =
        api.form("PATCH", session + "/name", visitor.sessionToken(), Map.of("name", " Tea "));
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.body().path("name").asString()).isEqualTo("Tea");
    assertThat(
            api.form("PATCH", session + "/name", visitor.userToken(), Map.of("name", "Coffee"))
                .status())
        .isEqualTo(200);

    String odd = "<script>alert('1')</script> & %00 \uD83D\uDE80\t\"" + "x".repeat(60);
    api.form("PATCH", session + "/name", visitor.userToken(), Map.of("name", " " + odd + "\n"));

    Answer list = api.get("/api/v1/auth/sessions", visitor.userToken());
    assertThat(list.body()).hasSize(1);
    assertThat(list.body().at("/0/name").asString()).isEqualTo(odd);
    String reissued = list.body().at("/0/token/access_token").asString();
    assertThat(api.get("/api/v1/chatbot/messages", reissued).status()).isEqualTo(200);

    assertThat(api.delete(session, visitor.sessionToken()).status()).isEqualTo(204);
    assertThat(api.get("/api/v1/auth/sessions", visitor.userToken()).body()).isEmpty();
    assertThat(api.get("/api/v1/chatbot/messages", visitor.sessionToken()).status()).isEqualTo(401);
  }

  @Test
  void aChatAnswersWithTheWholeConversation() {
    Visitor visitor = api.visitor();
    api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("one"));
    Answer answer =
        api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("two"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(texts(answer))
        .containsExactly(
            "user: one", "assistant: You said: one", "user: two", "assistant: You said: two");
    assertThat(texts(api.get("/api/v1/chatbot/messages", visitor.sessionToken())))
        .isEqualTo(texts(answer));

    Answer deleted = api.delete("/api/v1/chatbot/messages", visitor.sessionToken());
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body().path("message").asString()).isNotEmpty();
    assertThat(texts(api.get("/api/v1/chatbot/messages", visitor.sessionToken()))).isEmpty();
  }

  @Test
  void anAnswerThatBrokeOffIsMarked() {
    Visitor visitor = api.visitor();
    for (String text : List.of("hello", "break", "stop")) {
      api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message(text));
    }
    Answer messages = api.get("/api/v1/chatbot/messages", visitor.sessionToken());
    assertThat(texts(messages)).hasSize(6).contains("assistant: So far", "assistant: So f");
    assertThat(messages.body().path("messages").values())
        .extracting(each -> each.path("status").asString("absent"))
        .containsExactly("absent", "absent", "absent", "failed", "absent", "cancelled");
    assertThat(messages.raw().body()).doesNotContain("null");
  }

  @Test
  void aTurnCarriesWhatWasAsked() {
    Visitor visitor = api.visitor();
    String body =
        """
        {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
         "model": "sim:seed=7", "unknown": {"is": "ignored"}}
        """;
    assertThat(api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), body).status())
        .isEqualTo(200);

    List<TurnCommand> commands = worker.commandsOf(visitor.sessionId());
    assertThat(commands).hasSize(1);
    assertThat(commands.getFirst().getTurnId().version()).isEqualTo(7);
    StartTurn start = (StartTurn) commands.getFirst().getBody();
    assertThat(start.getModel()).isEqualTo("sim:seed=7");
    assertThat(start.getMessages())
        .extracting(each -> each.getRole() + ": " + each.getContent())
        .containsExactly("SYSTEM: Be brief.", "USER: Hi");
  }

  private static List<String> texts(Answer answer) {
    return answer.body().path("messages").values().stream()
        .map(each -> each.path("role").asString() + ": " + each.path("content").asString())
        .collect(Collectors.toList());
  }
}
