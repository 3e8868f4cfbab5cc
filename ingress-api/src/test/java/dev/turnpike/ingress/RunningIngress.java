package dev.turnpike.ingress;

import dev.turnpike.ingress.tokens.TokenIssuer;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An ingress on an ephemeral port, with the views that other services would have published. */
public record RunningIngress(ConfigurableApplicationContext context, TestDatabase database)
    implements AutoCloseable {
  public static final String SECRET = "a secret for tests that is long enough";

  /** An administrator, if a test names no others. */
  public static final String ADMINISTRATOR = "0190b0a0-ad00-7000-8000-000000000001";

  /** Creates the views of others as plain tables, so that a test can fill them. */
  private static final String VIEWS =
      """
      create schema if not exists agent;
      create schema if not exists judge;
      create table if not exists agent.session_messages (
        session_id text, turn_id uuid, position bigserial, role text, content text,
        created_at timestamptz default now(), turn_status text);
      create table if not exists agent.agents (name text);
      create table if not exists agent.turn_overview (
        turn_id uuid primary key, session_id text, user_id text, status text, attempt int default 1,
        accepted_at timestamptz default now(), started_at timestamptz default now(),
        finished_at timestamptz, mailbox int, model text, simulated boolean, answer text,
        finish_reason text, error_code text, error_message text);
      create table if not exists agent.session_turns (
        turn_id uuid primary key, session_id text, position bigserial, user_id text, status text,
        attempt int default 1, model text, simulated boolean, answer text, error_code text,
        error_message text, accepted_at timestamptz, started_at timestamptz default now(),
        finished_at timestamptz, replaces uuid, superseded_by uuid, completed_turn bytea,
        message text);
      create table if not exists agent.ended_turns (turn_id uuid primary key, completed_turn bytea);
      create table if not exists agent.turn_steps (
        turn_id uuid, index int, attempt int, kind text, name text, failed boolean,
        started_at timestamptz, finished_at timestamptz);
      create table if not exists agent.erased_users (user_id text, forgotten_until timestamptz);
      create table if not exists judge.erased_users (user_id text, forgotten_until timestamptz);
      create table if not exists judge.turn_scores (
        turn_id uuid, rubric text, rubric_version text, judge_model text, simulated boolean,
        score double precision, reasoning text, scored_at timestamptz,
        lower_is_better boolean default false);
      """;

  /** On the shared platform, with a database of its own. */
  public static RunningIngress start(Map<String, String> settings) {
    TestPlatform platform = TestPlatform.shared();
    return start(platform.bootstrapServers(), platform.newDatabase(), settings);
  }

  public static RunningIngress start(
      String bootstrapServers, TestDatabase database, Map<String, String> settings) {
    createViews(database);
    migrateMemory(database);
    return startWithoutViews(bootstrapServers, database, settings);
  }

  public static RunningIngress startWithoutViews(
      String bootstrapServers, TestDatabase database, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("turnpike.environment", "test");
    all.put("server.port", "0");
    all.put("turnpike.kafka.bootstrap-servers", bootstrapServers);
    all.put("turnpike.registry.url", TestPlatform.shared().registryUrl());
    all.put("turnpike.database.url", database.jdbcUrl());
    all.put("turnpike.database.user", database.user());
    all.put("turnpike.database.password", database.password());
    all.put("turnpike.ingress.tokens.secret", SECRET);
    all.put("turnpike.ingress.administrators.named", ADMINISTRATOR);
    all.put("turnpike.ingress.passwords.strength", "4");
    all.put("turnpike.completed-turns.group", database.jdbcUrl().replaceAll(".*/", "ingress-"));
    all.put("turnpike.ingress.models", "sim*,exact-model");
    all.put("turnpike.ingress.limits.factor", "0");
    // Many tests end while somebody still waits for an answer.
    all.put("turnpike.ingress.streams.grace", "500ms");
    all.putAll(settings);
    String[] arguments =
        all.entrySet().stream()
            .map(each -> "--" + each.getKey() + "=" + each.getValue())
            .toArray(String[]::new);
    return new RunningIngress(IngressApplication.application().run(arguments), database);
  }

  public int port() {
    WebServerApplicationContext server = (WebServerApplicationContext) context;
    return Objects.requireNonNull(server.getWebServer()).getPort();
  }

  public ApiClient client() {
    return new ApiClient("http://127.0.0.1:" + port(), administratorToken());
  }

  /** A user token of {@link #ADMINISTRATOR}. */
  public String administratorToken() {
    return bean(TokenIssuer.class).forUser(ADMINISTRATOR).accessToken();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static void migrateMemory(TestDatabase database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
  }

  private static void createViews(TestDatabase database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(VIEWS);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
