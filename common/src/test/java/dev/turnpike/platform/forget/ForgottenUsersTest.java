package dev.turnpike.platform.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.TestPlatform;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ForgottenUsersTest {
  private final JdbcClient database = database();
  private final List<String> erased = new CopyOnWriteArrayList<>();
  private final ForgottenUsers users = new ForgottenUsers(database, "mine", this::erase);
  private volatile boolean broken;

  @BeforeEach
  void tables() {
    database.sql("create schema mine").update();
    database
        .sql("create table mine.erased_users (user_id text, forgotten_until timestamptz)")
        .update();
    users.start();
  }

  @AfterEach
  void stop() {
    users.stop();
  }

  @Test
  void erasesWhoIsListedOnceTheIngressHasAList() {
    list("ada", "bob");
    await().until(() -> noted().containsAll(List.of("ada", "bob")));
    list("eve");
    await().until(() -> noted().contains("eve"));
    assertThat(erased).as("nobody twice").containsExactlyInAnyOrder("ada", "bob", "eve");
  }

  @Test
  void whoCameBackAndIsListedAgainIsErasedAgain() {
    list("ada");
    await().until(() -> erased.size() == 1);
    list("ada");
    await().until(() -> erased.size() == 2);
  }

  @Test
  void whoCouldNotBeErasedIsTriedAgainAndHoldsUpNobody() {
    broken = true;
    list("ada", "bob");
    await().until(() -> noted().contains("bob"));
    assertThat(noted()).doesNotContain("ada");
    broken = false;
    await().until(() -> noted().contains("ada"));
  }

  private void erase(String user, Instant until) {
    if (broken && user.equals("ada")) {
      throw new IllegalStateException("no");
    }
    erased.add(user);
    database
        .sql("insert into mine.erased_users values (?, ?)")
        .params(user, until.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void list(String... names) {
    database.sql("create schema if not exists ingress").update();
    database
        .sql(
            """
            create table if not exists ingress.users_to_forget (
              user_id text, forgotten_until timestamptz default clock_timestamp())
            """)
        .update();
    for (String name : names) {
      database.sql("insert into ingress.users_to_forget (user_id) values (?)").param(name).update();
    }
  }

  private List<String> noted() {
    return database
        .sql("select user_id from mine.erased_users")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static JdbcClient database() {
    var created = TestPlatform.shared().newDatabase();
    var source = new PGSimpleDataSource();
    source.setUrl(created.jdbcUrl());
    source.setUser(created.user());
    source.setPassword(created.password());
    return JdbcClient.create(source);
  }
}
