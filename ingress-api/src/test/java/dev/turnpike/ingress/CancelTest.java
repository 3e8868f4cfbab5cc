package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.SseReader.Frame;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns are cancelled through the log, by whom they belong to, from any node. */
class CancelTest {
  private static RunningIngress ingress;
  private static RunningIngress otherNode;
  private static FakeWorker worker;
  private static ApiClient api;

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    otherNode =
        RunningIngress.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            Map.of("turnpike.ingress.mailboxes.node-id", "ingress-7"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              if (stage.text().equals("wait")) {
                stage.started();
                stage.delta(1, 0, "One moment");
              } else {
                stage.answer("done");
              }
            });
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    worker.close();
    otherNode.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = api.visitor();
  }

  @Test
  void aTurnThatNoWorkerStoredYetIsCancelledFromAnyNodeWithEitherToken() {
    List<ApiClient> nodes = List.of(api, otherNode.client());
    for (ApiClient node : nodes) {
      for (boolean asUser : new boolean[] {true, false}) {
        try (SseReader stream = api.stream(visitor.sessionToken(), ApiClient.message("wait"))) {
          String turn = stream.next().orElseThrow().data().path("turn_id").asString();
          Answer answer =
              cancel(node, turn, "", asUser ? visitor.userToken() : visitor.sessionToken());

          assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
          assertThat(answer.body().path("turn_id").asString()).isEqualTo(turn);
          assertThat(answer.body().path("status").asString()).isEqualTo("cancelling");
          Frame last = stream.rest().getLast();
          assertThat(last.type()).isEqualTo("cancelled");
          assertThat(last.data().at("/error/message").asString())
              .isEqualTo("Its user asked for it.");
        }
      }
    }
  }

  @Test
  void theCommandFollowsItsStart() {
    String turn = waitingTurn();
    cancel(api, turn, "", visitor.userToken());
    cancel(api, turn, "", visitor.userToken()); // Again does no harm.
    await().until(() -> worker.commandsOf(visitor.sessionId()).size() == 3);

    List<TurnCommand> commands = worker.commandsOf(visitor.sessionId());
    assertThat(commands).extracting(TurnCommand::getTurnId).containsOnly(UUID.fromString(turn));
    assertThat(commands)
        .extracting(TurnCommand::getUserId)
        .containsOnly(commands.getFirst().getUserId());
    assertThat(forgets(commands)).containsExactly(false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?forget=true  |                                   |                  | true",
        "              | application/json                  | {\"forget\":true}| true",
        "              | application/x-www-form-urlencoded | forget=true      | true",
        "?forget=false | application/json                  | {}               | false",
        "              | application/json                  | ''               | false",
      })
  void forgettingIsAskedForInTheQueryOrTheBody(
      String query, String type, String body, boolean forget) {
    String turn = waitingTurn();
    Answer answer =
        api.send(
            "POST",
            "/api/v1/turns/%s/cancel%s".formatted(turn, query == null ? "" : query),
            visitor.sessionToken(),
            type,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
    await().until(() -> worker.commandsOf(visitor.sessionId()).size() == 2);
    assertThat(forgets(worker.commandsOf(visitor.sessionId()))).containsExactly(forget);
  }

  @Test
  void anEndedTurnIsToldAndLeftAlone() {
    String turn = endedTurn();
    Answer answer = cancel(otherNode.client(), turn, "", visitor.userToken());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("status").asString()).isEqualTo("completed");

    Answer forgotten = cancel(api, turn, "?forget=true", visitor.userToken());
    assertThat(forgotten.status()).isEqualTo(202);
    assertThat(forgotten.body().path("status").asString()).isEqualTo("completed");
    await().until(() -> worker.commandsOf(visitor.sessionId()).size() == 2);
    assertThat(forgets(worker.commandsOf(visitor.sessionId()))).containsExactly(true);
  }

  @Test
  void whatIsNotTheCallersLooksUnknown() {
    Visitor stranger = api.visitor();
    String sibling =
        api.postJson("/api/v1/auth/session", visitor.userToken(), "")
            .body()
            .at("/token/access_token")
            .asString();
    List<String> turns = List.of(waitingTurn(), endedTurn());
    int before = worker.commandsOf(visitor.sessionId()).size();
    Answer unknown = cancel(api, "0190b0a0-0000-7000-8000-000000000000", "", visitor.userToken());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.field()).isEqualTo("turn_id");
    assertThat(cancel(api, "not-a-uuid", "", visitor.userToken()).withoutRequestId())
        .isEqualTo(unknown.withoutRequestId());
    for (String turn : turns) {
      for (String token : List.of(stranger.userToken(), stranger.sessionToken(), sibling)) {
        Answer answer = cancel(otherNode.client(), turn, "?forget=true", token);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
      }
    }
    assertThat(worker.commandsOf(visitor.sessionId())).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?forget=maybe", "?forget=2"})
  void aChoiceThatIsNoneIsNamed(String query) {
    Answer answer = cancel(api, UUID.randomUUID().toString(), query, visitor.userToken());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo("forget");
  }

  @Test
  void aBodyThatIsNoneIsNamed() {
    String path = "/api/v1/turns/%s/cancel".formatted(UUID.randomUUID());
    assertThat(api.postJson(path, visitor.userToken(), "{\"forget\": \"later\"}").field())
        .isEqualTo("forget");
    assertThat(api.postJson(path, visitor.userToken(), "{").status()).isEqualTo(400);
    assertThat(api.postJson(path, null, "").status()).isEqualTo(401);
  }

  @Test
  void acceptedTurnsAreKeptAsTheLogHasThem() throws SQLException {
    String turn = waitingTurn();
    await().until(() -> rows(turn) == 1);
  }

  private static int rows(String turn) throws SQLException {
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*) from ingress.accepted_turns a
                join ingress.sessions s on s.id = a.session_id and s.user_id = a.user_id
                where turn_id = '%s' and accepted_at > now() - interval '1 minute'
                """
                    .formatted(turn))) {
      row.next();
      return row.getInt(1);
    }
  }

  /** A turn that a worker has begun, and left nothing in the database. */
  private String waitingTurn() {
    try (SseReader stream = api.stream(visitor.sessionToken(), ApiClient.message("wait"))) {
      return stream.next().orElseThrow().data().path("turn_id").asString();
    }
  }

  private String endedTurn() {
    try (SseReader stream = api.stream(visitor.sessionToken(), ApiClient.message("hello"))) {
      return stream.rest().getLast().data().path("turn_id").asString();
    }
  }

  private static Answer cancel(ApiClient node, String turn, String query, String token) {
    return node.send(
        "POST", "/api/v1/turns/" + turn + "/cancel" + query, token, null, BodyPublishers.noBody());
  }

  private static List<Boolean> forgets(List<TurnCommand> commands) {
    return commands.stream()
        .map(TurnCommand::getBody)
        .filter(CancelTurn.class::isInstance)
        .map(body -> ((CancelTurn) body).getForget())
        .toList();
  }
}
