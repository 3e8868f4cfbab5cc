package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.agent.tools.Tool;
import dev.turnpike.agent.tools.ToolContext;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns of users who have switched their memory off, on the tables that the extractor has. */
class ExemptTurnsTest {

  private static final AgentDatabase database = AgentDatabase.create();

  private final ScriptedModel model = new ScriptedModel();
  private final AtomicInteger recalls = new AtomicInteger();
  private final EngineFixture engine = new EngineFixture(database, model.baseUrl());

  ExemptTurnsTest() throws IOException {}

  @BeforeAll
  static void migrate() throws SQLException {
    Flyway.configure()
        .dataSource(database.source())
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
    execute(
        """
        insert into memory.facts
          (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
        values (gen_random_uuid(), 'ada', 'The user likes tea.', '[1,2,3]', gen_random_uuid(),
          now(), now())
        """);
  }

  @BeforeEach
  void prepare() throws SQLException {
    execute("delete from memory.switched_off");
    engine
        .with(5, new RecallingTool())
        .recalling(
            (_, _) -> {
              recalls.incrementAndGet();
              return List.of(new RecalledMemory(UUID.randomUUID(), "The user likes tea.", 0.9));
            });
  }

  @AfterEach
  void close() {
    engine.close();
    model.close();
  }

  @Test
  void whoSwitchedNothingOffIsRecalledAndLearnedFrom() throws Exception {
    execute("insert into memory.switched_off values ('bob', null), ('bob', 's')");
    execute("insert into memory.switched_off values ('ada', 'another session')");

    var turn = ask();

    assertThat(turn.getMemory()).isTrue();
    assertThat(turn.getRecalled()).hasSize(1);
    assertThat(toolsOffered()).isTrue();
  }

  @Test
  void inASessionWithoutMemoryNothingIsRecalledNorLearned() throws Exception {
    execute("insert into memory.switched_off values ('ada', '%s')".formatted(engine.session));

    assertExempt(ask());
  }

  @Test
  void ofAUserWithoutMemoryLikewise() throws Exception {
    execute("insert into memory.switched_off values ('ada', null)");

    assertExempt(ask());
  }

  @Test
  void eachClaimLooksAnew() throws Exception {
    execute("insert into memory.switched_off values ('ada', null)");
    assertExempt(ask());
    execute("delete from memory.switched_off");

    assertThat(ask().getMemory()).isTrue();
  }

  private void assertExempt(CompletedTurn turn) {
    assertThat(turn.getMemory()).isFalse();
    assertThat(turn.getRecalled()).isEmpty();
    assertThat(recalls).hasValue(0);
    assertThat(toolsOffered()).isFalse();
  }

  private boolean toolsOffered() {
    return List.copyOf(model.requests).getLast().path("tools").size() > 0;
  }

  private CompletedTurn ask() throws Exception {
    model.says("Yes.");
    var record = engine.record(UUID.randomUUID(), EngineFixture.ask("sim", "What do I drink?"));
    return engine.worker().run(record);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Bears the name of the tool that recalls. */
  private static final class RecallingTool implements Tool {
    @Override
    public ToolSpecification specification() {
      return ToolSpecification.builder()
          .name("recall_memory")
          .description("recalls")
          .parameters(JsonObjectSchema.builder().build())
          .build();
    }

    @Override
    public String call(String arguments, ToolContext context) {
      return "The user likes tea.";
    }
  }
}
