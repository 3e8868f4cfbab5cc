package dev.turnpike.ingress.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forget me, through the API; the other services are played by the rows of their views. */
class ForgetMeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestDatabase database = TestPlatform.shared().newDatabase();
  private RunningIngress ingress = start();

  @BeforeEach
  void isUp() {
    assertThat(ingress.port()).isPositive();
  }

  @Test
  void everythingIsGoneAndTheAddressIsFree() {
    try (RunningIngress running = ingress) {
      erasingAtOnce();
      ApiClient api = running.client();
      Visitor visitor = api.visitor();
      String id = user(visitor);
      book(id);

      Answer answer = api.delete("/api/v1/auth/user", visitor.userToken());

      assertThat(answer.status()).as(answer.raw().body()).isEqualTo(204);
      assertThat(api.get("/api/v1/auth/sessions", visitor.userToken()).status()).isEqualTo(401);
      assertThat(rows("select id from ingress.users")).isEmpty();
      assertThat(rows("select id from ingress.sessions")).isEmpty();
      assertThat(rows("select user_id from ingress.ledger")).isEmpty();
      assertThat(rows("select user_id from ingress.spending")).isEmpty();
      assertThat(api.get("/api/v1/chatbot/messages", visitor.sessionToken()).status())
          .isGreaterThanOrEqualTo(400);
      assertThat(api.login(visitor.email(), "Passw0rd!").status()).isEqualTo(401);
      Answer again = api.register(visitor.email(), "Passw0rd!");
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.body().path("id").asString()).isNotEqualTo(id);
      assertThat(
              api.get("/api/v1/auth/sessions", again.body().at("/token/access_token").asString())
                  .body()
                  .size())
          .isZero();
      await()
          .untilAsserted(
              () -> assertThat(deletions(id)).containsExactlyInAnyOrder("pending", "succeeded"));
    }
  }

  @Test
  void whatTakesLongerIsFinishedByAnotherNode() {
    Visitor visitor;
    String id;
    try (RunningIngress running = ingress) {
      ApiClient api = running.client();
      visitor = api.visitor();
      id = user(visitor);
      assertThat(api.delete("/api/v1/auth/user", visitor.userToken()).status()).isEqualTo(202);
      assertThat(rows("select user_id from ingress.users_to_forget")).containsExactly(id);
    }
    ingress = start();
    try (RunningIngress _ = ingress) {
      jdbc().update("insert into agent.erased_users values (?, 'infinity')", id);
      jdbc().update("insert into memory.forgotten_users values (?, 'infinity')", id);
      jdbc().update("insert into judge.erased_users values ('another', 'infinity')");
      assertThat(deletions(id)).containsExactly("pending");

      jdbc().update("insert into judge.erased_users values (?, 'infinity')", id);
      await()
          .atMost(PATIENCE)
          .until(() -> rows("select user_id from ingress.users_to_forget").isEmpty());
      await()
          .untilAsserted(() -> assertThat(deletions(id)).containsExactly("pending", "succeeded"));
    }
  }

  /** The account and the list change together, so this is all that a crash can leave undone. */
  @Test
  void whoseNodeDiedBeforeTheirTokensEndedLosesThemSoon() {
    try (RunningIngress running = ingress) {
      jdbc().update("insert into ingress.forgotten_users values ('ada', now())");
      List<String> revoked = new CopyOnWriteArrayList<>();
      Forgetting another =
          new Forgetting(
              running.bean(ForgottenTable.class),
              revoked::add,
              _ -> {},
              running.bean(AuditLog.class),
              Clock.systemUTC());
      another.start();
      await().atMost(PATIENCE).until(() -> revoked.contains("ada"));
      another.stop();
    }
  }

  @Test
  void aSecondRequestChangesNothing() throws InterruptedException {
    try (RunningIngress running = ingress) {
      erasingAtOnce();
      Visitor visitor = running.client().visitor();
      String id = user(visitor);
      Forgetting forgetting = running.bean(Forgetting.class);
      assertThat(forgetting.forget(id, Origin.SERVICE)).isTrue();
      assertThat(forgetting.forget(id, Origin.SERVICE)).isTrue();
      assertThat(rows("select user_id from ingress.forgotten_users")).containsExactly(id);
    }
  }

  private RunningIngress start() {
    return RunningIngress.start(TestPlatform.shared().bootstrapServers(), database, Map.of());
  }

  private void erasingAtOnce() {
    jdbc().execute("drop view memory.erased_users");
    jdbc().execute("drop table agent.erased_users, judge.erased_users");
    for (String schema : List.of("agent", "judge", "memory")) {
      jdbc()
          .execute(
              "create view %s.erased_users as select user_id, forgotten_until from ingress.forgotten_users"
                  .formatted(schema));
    }
  }

  private void book(String user) {
    jdbc()
        .update(
            """
            insert into ingress.ledger values (gen_random_uuid(), ?, null, 'completed', 'sim', true,
              3, 0, 2, 0, null, now(), current_date)
            """,
            user);
    jdbc().update("insert into ingress.spending values (?, current_date, '', 1, 1, 3, 2, 0)", user);
  }

  private String user(Visitor visitor) {
    return String.valueOf(
        jdbc()
            .queryForObject(
                "select user_id from ingress.sessions where id = ?",
                String.class,
                visitor.sessionId()));
  }

  private List<@Nullable String> deletions(String user) {
    return jdbc()
        .queryForList(
            "select outcome from ingress.account_events where action = 'user_deleted' and user_id = ? order by at",
            String.class,
            user);
  }

  private List<@Nullable String> rows(String sql) {
    return jdbc().queryForList(sql, String.class);
  }

  private JdbcTemplate jdbc() {
    return ingress.bean(JdbcTemplate.class);
  }
}
