package dev.turnpike.memory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.memory.MemoryDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MemoryEraserTest {

  private static final String TABLES =
      """
      select c.table_name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'memory' and c.column_name = 'user_id' and t.table_type = 'BASE TABLE'
      """;

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final MemoryEraser eraser =
      new MemoryEraser(
          memory.jdbc(), new TransactionTemplate(new JdbcTransactionManager(memory.source())));
  private final String user = "ada";
  private final Instant until = Instant.parse("2026-01-02T03:03:00Z");

  @Test
  void whatAForgottenUserSaidIsGoneAndNothingIsLearnedAnyMore() {
    memory.learn(user, UUID.randomUUID(), "The user lives in Paris.");
    memory.learn("another", UUID.randomUUID(), "The user has a dog.");

    eraser.erase(user, until);
    eraser.erase(user, until);

    assertThat(texts("select user_id from memory.known_users")).containsExactly("another");
    assertThat(memory.learn(user, UUID.randomUUID(), "The user likes tea.")).isEmpty();
    assertThat(memory.ledger().isBarred(user, until)).isTrue();
    assertThat(memory.ledger().isBarred(user, until.plusSeconds(1))).as("who came back").isFalse();
    assertThat(memory.ledger().isBarred("another", until)).isFalse();
    assertThat(texts("select user_id from memory.erased_users")).containsExactly(user);
  }

  @Test
  void noTableKeepsAnythingButTheIdOfWhoIsForgotten() {
    var turn = UUID.randomUUID();
    memory.learn(user, turn, "The user lives in Paris.");
    memory.ledger(LedgerTables.SHADOW).learn(MemoryDatabase.lesson(user, turn, "The user sings."));
    memory.jdbc().sql("insert into memory.switched_off values ('ada', 's')").update();
    memory.jdbc().sql("insert into memory.deletions values ('ada', '2020-01-01', 0, 0)").update();

    eraser.erase(user, until);

    assertThat(texts(TABLES).stream().filter(this::knowsTheUser))
        .as("the tombstones that are still to be published, and who is forgotten")
        .containsExactlyInAnyOrder("announcements", "forgotten_users");
  }

  @Test
  void eachMemoryThatEverWasIsAnnounced() {
    var turn = UUID.randomUUID();
    var kept = memory.learn(user, turn, "The user lives in Paris.", "The user likes tea.");
    memory.learn(
        user,
        UUID.randomUUID(),
        List.of(new Teaching.Remove(0, kept.getLast().memoryId(), "I stopped drinking tea.")));

    eraser.erase(user, until);

    assertThat(texts("select memory_id::text from memory.announcements where due_at <= now()"))
        .containsExactlyInAnyOrderElementsOf(
            kept.stream().map(change -> change.memoryId().toString()).toList());
  }

  private boolean knowsTheUser(@Nullable String table) {
    return memory
        .jdbc()
        .sql("select exists (select 1 from memory." + table + " where user_id = :user)")
        .param("user", user)
        .query(Boolean.class)
        .single();
  }

  private List<@Nullable String> texts(String query) {
    return memory.jdbc().sql(query).query(String.class).list();
  }
}
