package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.StartTurn;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session has the agent that it was started with, and so have its turns. */
class AgentChoiceTest {
  private static final String SESSION = "/api/v1/auth/session";

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws SQLException {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> stage.answer("done"));
    api = ingress.client();
    visitor = api.visitor();
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into agent.agents values ('researcher'), ('default'), ('poet')");
    }
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                 | -",
        "application/json                  | ''",
        "application/json                  | {}",
        "application/json                  | {\"agent\": null}",
        "application/json                  | {\"agent\": \"default\", \"more\": 1}",
        "application/x-www-form-urlencoded | ''",
        "application/x-www-form-urlencoded | other=1",
        "text/plain                        | ''",
        "text/plain                        | hello",
      })
  void whoChoosesNoneGetsTheDefault(@Nullable String type, @Nullable String body) {
    assertThat(agentOf(create(type, body))).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                  | {\"agent\": \"poet\"}",
        "application/x-www-form-urlencoded | agent=poet",
      })
  void theChosenOneAnswers(String type, String body) {
    Answer session = create(type, body);
    assertThat(agentOf(session)).isEqualTo("poet");
    String id = session.body().path("session_id").asString();
    assertAnsweredBy("poet", id, tokenOf(session));

    Answer renamed =
        api.form("PATCH", SESSION + "/" + id + "/name", tokenOf(session), Map.of("name", "Odes"));
    assertThat(agentOf(renamed)).isEqualTo("poet");
    assertAnsweredBy("poet", id, tokenOf(renamed));

    var listed =
        api.get("/api/v1/auth/sessions", visitor.userToken()).body().values().stream()
            .filter(each -> each.path("session_id").asString().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("agent").asString()).isEqualTo("poet");
    assertAnsweredBy("poet", id, listed.at("/token/access_token").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                  | {\"agent\": \"Poet\"}",
        "application/x-www-form-urlencoded | agent=nobody",
      })
  void whoIsNotKnownIsRefusedWithThoseWhoAre(String type, String body) {
    Answer answer = create(type, body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo("agent");
    assertThat(answer.body().at("/errors/0/message").asString())
        .isEqualTo("is no agent that is known here; known: default, poet, researcher");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                  | {\"agent\": \"\"}         | agent",
        "application/json                  | {\"agent\": 7}            | agent",
        "application/json                  | {\"agent\": \"a\\u0000\"} | agent",
        "application/json                  | []                        | body",
        "application/x-www-form-urlencoded | agent=                    | agent",
        "application/x-www-form-urlencoded | agent=a%00                | agent",
      })
  void whatIsNoNameIsNamed(String type, String body, String field) {
    Answer answer = create(type, body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo(field);
  }

  private static void assertAnsweredBy(String agent, String sessionId, String token) {
    assertThat(api.postJson("/api/v1/chatbot/chat", token, ApiClient.message("hello")).status())
        .isEqualTo(200);
    StartTurn start = (StartTurn) worker.commandsOf(sessionId).getLast().getBody();
    assertThat(start.getAgent()).isEqualTo(agent);
  }

  private static Answer create(@Nullable String type, @Nullable String body) {
    return api.send(
        "POST",
        SESSION,
        visitor.userToken(),
        type,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private static String agentOf(Answer session) {
    assertThat(session.status()).as(session.raw().body()).isEqualTo(200);
    return session.body().path("agent").asString();
  }

  private static String tokenOf(Answer session) {
    return session.body().at("/token/access_token").asString();
  }
}
