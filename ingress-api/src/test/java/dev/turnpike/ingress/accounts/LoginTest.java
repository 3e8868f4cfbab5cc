package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Registering and logging in, through the API. */
class LoginTest {
  private static RunningIngress ingress;
  private static ApiClient api;
  private static JdbcTemplate database;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.passwords.strength", "6"));
    api = ingress.client();
    database = ingress.bean(JdbcTemplate.class);
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void anOldHashIsReplacedAtTheNextLogin() {
    String id = registered("old@example.org");
    store(id, new Passwords(4).hash("Passw0rd!"));
    assertThat(api.login("old@example.org", "Wr0ng!pass").status()).isEqualTo(401);
    assertThat(hash(id)).contains("$04$");

    assertThat(api.login("old@example.org", "Passw0rd!").status()).isEqualTo(200);
    assertThat(hash(id)).startsWith("{bcrypt-sha256}").contains("$06$");
    assertThat(api.login("old@example.org", "Passw0rd!").status()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(actions(id))
                    .containsExactly(
                        "registered",
                        "login_failed",
                        "password_upgraded",
                        "logged_in",
                        "logged_in"));
  }

  @Test
  void ofLoginsAtTheSameTimeOneReplacesTheHash() throws Exception {
    String id = registered("busy@example.org");
    store(id, new Passwords(4).hash("Passw0rd!"));
    List<Answer> answers = atOnce(8, () -> api.login("busy@example.org", "Passw0rd!"));
    assertThat(answers).allMatch(answer -> answer.status() == 200);
    await().until(() -> actions(id).stream().filter("logged_in"::equals).count() == 8);
    assertThat(actions(id)).containsOnlyOnce("password_upgraded");
  }

  @Test
  void aHashThatWasReplacedMeanwhileIsLeftAlone() {
    String id = registered("changed@example.org");
    Users users = ingress.bean(Users.class);
    Users.Credentials read = users.credentials("changed@example.org").orElseThrow();
    store(id, "another");
    assertThat(users.replaceHash(read, "mine")).isFalse();
    assertThat(hash(id)).isEqualTo("another");
    assertThat(read.toString()).doesNotContain(read.passwordHash());
  }

  @Test
  void ofRegistrationsAtTheSameTimeOneSucceeds() throws Exception {
    List<Answer> answers = atOnce(8, () -> api.register("Race@example.org", "Passw0rd!"));
    assertThat(answers).map(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .allMatch(answer -> answer.field().equals("email"));
  }

  @Test
  void anAddressIsTheSameHoweverItIsWritten() {
    assertThat(api.register(" Ｇrace@Example.ORG", "Passw0rd!").body().path("email").asString())
        .isEqualTo("grace@example.org");
    assertThat(api.register("grace@example.org", "Passw0rd!").status()).isEqualTo(409);
    assertThat(api.login("GRACE@example.org ", "Passw0rd!").status()).isEqualTo(200);
  }

  @Test
  void anAddressWithWhatCannotBeSeenIsRefused() {
    Answer answer = api.register("ad\u200ba@example.org", "Passw0rd!");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo("email");
  }

  @Test
  void aLoginInFlightDoesNotOutliveItsAccount() {
    String id = registered("leaving@example.org");
    AsyncTaskExecutor late =
        task -> {
          database.update("delete from ingress.users where id = ?", id);
          task.run();
        };
    Logins logins =
        new Logins(
            ingress.bean(Users.class),
            ingress.bean(Passwords.class),
            ingress.bean(HashingPool.class),
            ingress.bean(TokenIssuer.class),
            ingress.bean(AuditLog.class),
            late);
    assertThat(
            logins.login(new LoginForm("leaving@example.org", "Passw0rd!", null), Origin.SERVICE))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("wrong_credentials"));
  }

  @Test
  void failedLoginsStandInTheAuditWithoutTheirNames() {
    api.login("stranger@example.org", "Passw0rd!");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        database.queryForList(
                            "select action || ' ' || subject || ' ' || address from ingress.account_events where user_id is null",
                            String.class))
                    .anyMatch(row -> row.matches("login_failed login:[0-9a-f]{16} 127.0.0.1")));
  }

  private static String registered(String email) {
    return api.register(email, "Passw0rd!").body().path("id").asString();
  }

  private static void store(String id, String hash) {
    database.update("update ingress.users set password_hash = ? where id = ?", hash, id);
  }

  private static String hash(String id) {
    return String.valueOf(
        database.queryForObject(
            "select password_hash from ingress.users where id = ?", String.class, id));
  }

  private static List<@Nullable String> actions(String id) {
    return database.queryForList(
        "select action from ingress.account_events where user_id = ? order by at",
        String.class,
        id);
  }

  private static List<Answer> atOnce(int count, Callable<Answer> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          threads.invokeAll(IntStream.range(0, count).mapToObj(_ -> call).toList());
      return all.stream().map(Future::resultNow).toList();
    }
  }
}
