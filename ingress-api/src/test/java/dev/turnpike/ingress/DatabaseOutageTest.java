package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes and comes: quick refusals, nothing in Kafka, recovery by itself. */
class DatabaseOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void refusesWhileTheDatabaseIsAwayAndRecovers() {
    Path pgvector = PgvectorFiles.prepared(_ -> {});
    EmbeddedDatabase server = EmbeddedDatabase.start(DatabaseOptions.durable(folder, 0, pgvector));
    TestDatabase database = new TestDatabase(server.jdbcUrl(), server.user(), server.password());
    String servers = TestPlatform.shared().bootstrapServers();
    try (RunningIngress ingress = RunningIngress.start(servers, database, Map.of());
        FakeWorker worker = FakeWorker.start(servers, database, stage -> stage.answer("hello"))) {
      ApiClient api = ingress.client();
      Visitor visitor = api.visitor();
      assertThat(ask(api, visitor).status()).isEqualTo(200);

      server.close();
      assertThat(api.get("/api/v1/chatbot/messages", visitor.sessionToken()).status())
          .isEqualTo(503); // The watches need not know yet.
      await().atMost(PATIENCE).until(() -> api.get("/health", null).status() == 503);
      String cancel = "/api/v1/turns/%s/cancel".formatted(UUID.randomUUID());
      int before = worker.commands().size();
      for (Answer answer :
          List.of(
              ask(api, visitor),
              api.login(visitor.email(), "Passw0rd!"),
              api.register("new@example.org", "Passw0rd!"),
              api.get("/api/v1/auth/sessions", visitor.userToken()),
              api.postJson(cancel, visitor.userToken(), ""),
              api.delete("/api/v1/chatbot/messages", visitor.sessionToken()))) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.body().path("code").asString()).isEqualTo("database_unavailable");
      }
      assertThat(worker.commands()).hasSize(before);

      try (EmbeddedDatabase again =
          EmbeddedDatabase.start(DatabaseOptions.durable(folder, server.port(), pgvector))) {
        assertThat(again.jdbcUrl()).isEqualTo(database.jdbcUrl());
        await().atMost(PATIENCE).until(() -> api.get("/health", null).status() == 200);
        // The pool waits a little before it connects again.
        await()
            .atMost(PATIENCE)
            .until(() -> api.login(visitor.email(), "Passw0rd!").status() == 200);
        assertThat(ask(api, visitor).status()).isEqualTo(200);
        ingress.close();
      }
    }
  }

  private static Answer ask(ApiClient api, Visitor visitor) {
    return api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("hello"));
  }
}
