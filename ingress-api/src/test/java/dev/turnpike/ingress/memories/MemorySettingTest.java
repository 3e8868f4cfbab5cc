package dev.turnpike.ingress.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Memory on and off, over HTTP. */
class MemorySettingTest {
  private static final String SETTINGS = "/api/v1/memories/settings";

  private static final RunningIngress ingress = RunningIngress.start(Map.of());
  private static final FakeWorker worker =
      FakeWorker.start(
          TestPlatform.shared().bootstrapServers(),
          ingress.database(),
          stage -> stage.answer("Yes."));
  private static final ApiClient api = ingress.client();

  private final Visitor ada = api.visitor();
  private final String session = "/api/v1/auth/session/" + ada.sessionId();

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void aUsersSettingIsForAllSessions() {
    assertThat(enabled(api.get(SETTINGS, ada.userToken()))).isTrue();
    assertThat(listed()).isTrue();

    assertThat(enabled(put(SETTINGS, ada.userToken(), false))).isFalse();

    assertThat(enabled(api.get(SETTINGS, ada.userToken()))).isFalse();
    assertThat(listed()).isFalse();
    Answer another = api.postJson("/api/v1/auth/session", ada.userToken(), "");
    assertThat(another.body().path("memory").asBoolean()).isFalse();
    assertThat(off()).containsExactly("everywhere");
    assertThat(api.get(SETTINGS, api.visitor().userToken()).body().path("enabled").asBoolean())
        .isTrue();

    assertThat(enabled(put(SETTINGS, ada.userToken(), true))).isTrue();
    assertThat(listed()).isTrue();
  }

  @Test
  void aSessionsSettingIsForItAlone() {
    api.postJson("/api/v1/auth/session", ada.userToken(), "");

    Answer off = put(session + "/memory", ada.sessionToken(), false);

    assertThat(off.body().path("memory").asBoolean()).isFalse();
    assertThat(off.body().path("session_id").asString()).isEqualTo(ada.sessionId());
    Answer all = api.get("/api/v1/auth/sessions", ada.userToken());
    assertThat(all.body().findValues("memory"))
        .extracting(each -> each.asBoolean())
        .containsExactly(true, false);
    assertThat(off()).containsExactly(ada.sessionId());
    assertThat(put(session + "/memory", ada.userToken(), true).body().path("memory").asBoolean())
        .isTrue();
    assertThat(off()).isEmpty();
  }

  @Test
  void nobodySwitchesAnothersSession() {
    Visitor bob = api.visitor();
    Answer mine = api.postJson("/api/v1/auth/session", ada.userToken(), "");
    String otherSession = mine.body().at("/token/access_token").asString();

    for (String token : List.of(bob.userToken(), bob.sessionToken(), otherSession)) {
      assertThat(put(session + "/memory", token, false).status()).isEqualTo(404);
    }
    assertThat(off()).isEmpty();
  }

  @Test
  void aDeletedSessionLeavesNoSetting() {
    put(session + "/memory", ada.sessionToken(), false);

    assertThat(api.delete(session, ada.userToken()).status()).isEqualTo(204);

    assertThat(off()).isEmpty();
  }

  @Test
  void whatIsSwitchedIsOnRecord() {
    put(SETTINGS, ada.userToken(), false);
    put(session + "/memory", ada.sessionToken(), true);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        rows(
                            "select action || coalesce(' ' || subject, '') from ingress.account_events where user_id = ?"))
                    .contains(
                        "memory_switched_off", "memory_switched_on session:" + ada.sessionId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"enabled\":null}", "{\"enabled\":\"maybe\"}", "[]"})
  void whatIsNoSettingIsRefused(String body) {
    for (String path : List.of(SETTINGS, session + "/memory")) {
      assertThat(
              api.send(
                      "PUT",
                      path,
                      ada.userToken(),
                      "application/json",
                      BodyPublishers.ofString(body))
                  .status())
          .isEqualTo(422);
    }
    assertThat(off()).isEmpty();
  }

  private boolean listed() {
    return api.get("/api/v1/auth/sessions", ada.userToken()).body().at("/0/memory").asBoolean();
  }

  private static boolean enabled(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body().path("enabled").asBoolean();
  }

  private static Answer put(String path, String token, boolean enabled) {
    return api.send(
        "PUT",
        path,
        token,
        "application/json",
        BodyPublishers.ofString("{\"enabled\":%s}".formatted(enabled)));
  }

  /** Where the reader's view says that Ada has no memory. */
  private List<String> off() {
    return rows("select coalesce(session_id, 'everywhere') from memory.exempted where user_id = ?");
  }

  private List<String> rows(String sql) {
    return ingress
        .bean(JdbcClient.class)
        .sql(sql)
        .param(ApiClient.userOf(ada.userToken()))
        .query((row, _) -> row.getString(1))
        .list();
  }
}
