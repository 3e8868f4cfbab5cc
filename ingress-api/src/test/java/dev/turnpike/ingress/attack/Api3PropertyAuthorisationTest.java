package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.RunningIngress;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * OWASP API3:2023, broken object property level authorisation: fields that are not the caller's to
 * set, in every body, change nothing; and no answer has more than it should.
 */
class Api3PropertyAuthorisationTest {
  private static final Target target = Target.start();
  private static Party party;
  private static Party victim;
  private static String extra;

  @BeforeAll
  static void meet() {
    party = Party.of(target.api());
    victim = Party.of(target.api());
    extra =
        """
        ,"id":"mine","user_id":"%1$s","userId":"%1$s","owner":"%1$s","sub":"%1$s","session_id":"%1$s",
        "role":"admin","roles":["admin"],"is_admin":true,"kind":"user","scope":"*","api_key_id":"x",
        "password_hash":"x","created_at":"2000-01-01T00:00:00Z","status":"completed","attempt":9,
        "origin":"TASK","memory":false,"mailbox":3,"tools":[],"system":"x","turn_id":"%1$s","key":"tp-x",
        "budget":{"tokens_per_day":1}}
        """
            .formatted(victim.visitor().sessionId());
  }

  private static String with(String json) {
    return json.substring(0, json.lastIndexOf('}')) + extra;
  }

  @Test
  void anAccountIsWhatTheServiceMakesIt() {
    String email = UUID.randomUUID() + "@example.org";
    Answer made =
        target
            .api()
            .postJson(
                "/api/v1/auth/register",
                null,
                with("{\"email\":\"%s\",\"password\":\"Passw0rd!\"}".formatted(email)));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().path("id").asString()).isNotIn("mine", victim.visitor().sessionId());
    assertThat(made.body().propertyNames()).containsExactlyInAnyOrder("id", "email", "token");
    String token = made.body().at("/token/access_token").asString();
    assertThat(target.api().get("/api/v1/auth/sessions", token).body()).isEmpty();
  }

  @Test
  void aSessionIsTheCallers() {
    String before = target.stateOf(victim);
    Answer made =
        target
            .api()
            .postJson(
                "/api/v1/auth/session",
                party.visitor().userToken(),
                with("{\"agent\":\"default\"}"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().path("session_id").asString())
        .isNotEqualTo(victim.visitor().sessionId());
    assertThat(made.body().path("name").asString()).isEmpty();
    Answer renamed =
        target
            .api()
            .form(
                "PATCH",
                "/api/v1/auth/session/" + made.body().path("session_id").asString() + "/name",
                party.visitor().userToken(),
                Map.of("name", "new", "agent", "poet", "id", victim.visitor().sessionId()));
    assertThat(renamed.body().path("agent").asString()).isEqualTo("default");
    assertThat(renamed.body().path("name").asString()).isEqualTo("new");
    assertThat(target.stateOf(victim)).isEqualTo(before);
  }

  @Test
  void aTurnIsOfTheTokensUserAndSession() {
    String question = UUID.randomUUID().toString();
    String chat = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    assertThat(
            target
                .api()
                .postJson("/api/v1/chatbot/chat", party.visitor().sessionToken(), with(chat))
                .status())
        .isEqualTo(200);
    TurnCommand command = commandOf(question);
    assertThat(command.getSessionId()).isEqualTo(party.visitor().sessionId());
    StartTurn start = (StartTurn) command.getBody();
    assertThat(start.getAgent()).isEqualTo("default");
    assertThat(start.getMemory()).isTrue();
    assertThat(start.getApiKeyId()).isNull();
  }

  @Test
  void aCompletionIsTheKeysUsers() {
    String question = UUID.randomUUID().toString();
    String body =
        "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + question
            + "\"}]}";
    String evil = with(body).replace("\"tools\":[],", "").replace("\"user_id\"", "\"user\"");
    assertThat(target.api().postJson("/v1/chat/completions", party.token("apiKey"), evil).status())
        .isEqualTo(200);
    TurnCommand mine = commandOf(question);
    assertThat(mine.getUserId())
        .isEqualTo(target.worker().commandsOf(party.visitor().sessionId()).getFirst().getUserId());
    assertThat(((StartTurn) mine.getBody()).getApiKeyId())
        .isEqualTo(party.ids().get("/api/v1/auth/api-keys/"));
  }

  @Test
  void aKeyIsMadeByTheService() {
    Answer made =
        target
            .api()
            .postJson(
                "/api/v1/auth/api-keys",
                party.visitor().userToken(),
                with("{\"name\":\"second\"}")
                    .replace("\"budget\":{\"tokens_per_day\":1}", "\"x\":1"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("key").asString()).isNotEqualTo("tp-x");
    assertThat(made.body().path("id").asString()).isNotEqualTo("mine");
    assertThat(target.api().get("/v1/models", "tp-x").status()).isEqualTo(401);
  }

  /** Neither hashes nor keys are ever told again. */
  @Test
  void answersHaveNoSecrets() {
    String token = party.visitor().userToken();
    String all =
        target.api().get("/api/v1/auth/sessions", token).raw().body()
            + target.api().get("/api/v1/auth/api-keys", token).raw().body()
            + target.api().get("/api/v1/usage", token).raw().body()
            + target.api().get(party.fill("/api/v1/turns/{id}"), token).raw().body();
    assertThat(all)
        .doesNotContain("password", "hash", "$2", RunningIngress.SECRET)
        .doesNotContain(String.valueOf(party.token("apiKey")));
  }

  private static TurnCommand commandOf(String question) {
    return target.worker().commands().stream()
        .filter(
            each ->
                each.getBody() instanceof StartTurn start
                    && start.getMessages().getLast().getContent().equals(question))
        .findFirst()
        .orElseThrow();
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
